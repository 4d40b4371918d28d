import { indentOf } from "../../code/indentation.ts";

/** Lines `[startLine, endLine)` of a file, from 0, and the text that takes their place, without a line end. */
export interface PlacedCode {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** A line that closes what an earlier line of the same indentation opened. */
const closing = /^(?:[)\]}>]|end\b|fi\b|done\b|esac\b)/;
/** A line that belongs to the declaration below it: a comment, an attribute or a decorator. */
const leading = /^(?:\/\/|\/\*|\*|#|--|@|;;|"""|'''|<!--|%|\[\w)/;
const control = new Set(
  "if else elif for foreach while until do switch case match when try catch except finally with using return throw raise await yield new".split(
    " ",
  ),
);
/** Share of a file's lines that code must have to count as the whole file. */
const wholeFile = 0.6;

/**
 * Finds the lines of a file that code replaces: the whole file, or the one declaration or block that starts with a line
 * of the code. Undefined when no lines or several qualify: then nothing should be replaced.
 * @param code one declaration or block, or a whole file @param file the file's lines
 */
export function placeCode(code: string, file: readonly string[]): PlacedCode | undefined {
  const lines = withoutBlankEnds(code.replace(/\r\n?/g, "\n").split("\n"));
  if (lines.length === 0) return undefined;
  return asWholeFile(lines, file) ?? asBlock(lines, file);
}

/** Whether code has a comment in place of lines that it does not repeat: applying it would delete them. */
export function leavesOut(code: string): boolean {
  return /^[ \t]*(?:\/\/|#|--|;|%|\/\*|<!--)[ \t]*(?:\.{3}|…)/m.test(code);
}

function asWholeFile(lines: readonly string[], file: readonly string[]): PlacedCode | undefined {
  const own = withoutBlankEnds(file);
  const isWhole =
    lines.length > 1 && lines.length >= wholeFile * own.length && lines[0] === own[0] && lines.at(-1) === own.at(-1);
  if (!isWhole) return undefined;
  const start = file.findIndex((line) => line.trim() !== "");
  return { startLine: start, endLine: start + own.length, text: lines.join("\n") };
}

function asBlock(lines: readonly string[], file: readonly string[]): PlacedCode | undefined {
  const head = lines.findIndex((line) => line.trim() !== "" && !leading.test(line.trim()));
  const headLine = lines[head];
  if (headLine === undefined) return undefined;
  // More than one block, such as two functions: what it replaces is anybody's guess.
  if (blockEnd(lines, head) !== lines.length) return undefined;
  const found = matchesOf(headLine, file);
  const [start] = found;
  if (start === undefined || found.length > 1) return undefined;
  const isCommented = head > 0;
  const from = isCommented ? firstLeading(file, start) : start;
  const shift = indentOf(file[start] ?? "");
  const text = reindented(lines, indentOf(headLine), shift).join("\n");
  return { startLine: from, endLine: blockEnd(file, start), text };
}

/** Lines with the same text, or else those that declare the same name with the same words before it. */
function matchesOf(head: string, file: readonly string[]): readonly number[] {
  const wanted = head.trim();
  const same = [...file.keys()].filter((at) => file[at]?.trim() === wanted);
  if (same.length > 0) return same;
  const declared = declarationOf(wanted);
  return declared === undefined ? [] : [...file.keys()].filter((at) => declarationOf(file[at]?.trim()) === declared);
}

/** The words of a declaration up to its name: of `export function load(id: string)`, all before the parenthesis. */
function declarationOf(line: string | undefined): string | undefined {
  const found = /^((?:[\p{L}_$][\p{L}\p{N}_$]*\s+)*[\p{L}_$][\p{L}\p{N}_$]*)\s*[(<:={[]/u.exec(line ?? "");
  const words = found?.[1]?.split(/\s+/) ?? [];
  const [first = ""] = words;
  // A single word before a parenthesis is a call, unless it begins a block.
  const isDeclared = words.length > 1 || /[{:]\s*$/.test(line ?? "");
  return isDeclared && !control.has(first) ? words.join(" ") : undefined;
}

/** The line behind the block that starts at a line: what is indented more, and the line that closes it. */
function blockEnd(lines: readonly string[], start: number): number {
  const base = indentOf(lines[start] ?? "").length;
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const depth = indentOf(line).length;
    if (depth > base) {
      end = at + 1;
      continue;
    }
    if (depth < base || !closing.test(line.trim())) break;
    end = at + 1;
    // `} else {` goes on; `}` ends the block.
    if (!/[{([:]\s*$/.test(line)) break;
  }
  return end;
}

function firstLeading(file: readonly string[], start: number): number {
  let from = start;
  while (from > 0 && leading.test(file[from - 1]?.trim() ?? "")) from--;
  return from;
}

function reindented(lines: readonly string[], from: string, to: string): readonly string[] {
  return from === to
    ? lines
    : lines.map((line) => (line.startsWith(from) && line !== "" ? to + line.slice(from.length) : line));
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
