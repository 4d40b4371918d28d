import { beginsType } from "../code/declarators.ts";
import { indentOf } from "../code/indentation.ts";
import type { LineRange } from "../types/source.ts";

/** A definition as a prompt contains it. */
export interface DefinitionText extends LineRange {
  readonly text: string;
}

/** A definition with at most this many lines is shown whole. */
const wholeLines = 10;
/** Maximum number of lines of a header. */
const headerLines = 4;
/** Maximum number of members of a type. */
const memberLines = 12;
/** Maximum number of lines that are searched for the end of a definition. */
const reach = 400;

const opensBody = /(?:[{:]|=>|\bdo|\bthen)\s*$/;
const closes = /^(?:[)}\]>]|end\b)/;
const noise = /^(?:\/\/|\/\*|\*|#(?!\[)|--)|^[)}\]>;,]*$/;

/**
 * Returns the part of a definition that shows how to use it: all of a short one, the members of a type, the header of a
 * function. Undefined for a line that is missing, blank or too long.
 * @param line of the defined name, from 0
 */
export function definitionText(lines: readonly string[], line: number): DefinitionText | undefined {
  const first = lines[line];
  if (first === undefined || first.trim() === "" || first.length > 500) return undefined;
  const margin = indentOf(first).length;
  const end = endOf(lines, line, margin);
  const whole = lines.slice(line, end);
  const kept = end - line <= wholeLines ? whole : essence(whole, margin);
  const text = kept.map((each) => each.slice(Math.min(margin, indentOf(each).length)).trimEnd()).join("\n");
  return { startLine: line, endLine: end, text };
}

/** The line after the definition, which contains deeper lines and the closing line at its own depth. */
function endOf(lines: readonly string[], line: number, margin: number): number {
  if (!opensMore(lines[line] ?? "")) return line + 1;
  const last = Math.min(lines.length, line + reach);
  for (let at = line + 1; at < last; at++) {
    const text = lines[at] ?? "";
    if (text.trim() === "" || indentOf(text).length > margin) continue;
    if (!closes.test(text.trim())) return trimBlank(lines, line, at);
    if (!opensMore(text)) return at + 1;
  }
  return trimBlank(lines, line, last);
}

function opensMore(text: string): boolean {
  return opensBody.test(text) || /[([{,=|&+]\s*$/.test(text);
}

function trimBlank(lines: readonly string[], first: number, end: number): number {
  let last = end;
  while (last > first + 1 && (lines[last - 1] ?? "").trim() === "") last--;
  return last;
}

function essence(whole: readonly string[], margin: number): readonly string[] {
  const [first = ""] = whole;
  const bodyAt = whole.slice(0, headerLines).findIndex((line) => opensBody.test(line));
  const header = whole.slice(0, Math.max(bodyAt, 0) + 1);
  if (!beginsType(first.trim())) return header;
  const inner = whole.slice(header.length).filter((line) => line.trim() !== "");
  const depth = Math.min(...inner.map((line) => indentOf(line).length).filter((indent) => indent > margin));
  const members = inner.filter((line) => indentOf(line).length === depth && !noise.test(line.trim()));
  return [...header, ...members.slice(0, memberLines)];
}
