import type { AnchorHits, Hit } from "./anchorHits.ts";
import type { IndexedFile } from "./indexedFile.ts";
import type { LinesExample, LinesRule } from "./rule.ts";
import { type Mapping, mapLine, mapText } from "./shape.ts";
import { tokenise } from "./tokenise.ts";
import type { Walk } from "./walk.ts";

/** A run of lines that a rule suggests to replace. */
export interface LinesPlace {
  readonly rule: LinesRule;
  readonly example: LinesExample;
  readonly file: IndexedFile;
  readonly rank: number;
  readonly line: number;
  readonly oldCount: number;
  readonly newLines: readonly string[];
  /** The names exchanged; undefined where the lines are equal. */
  readonly mapping: Mapping | undefined;
}

const maxExamples = 4;
const leastAnchorLength = 3;

/** Finds where a rule of whole lines applies: at lines equal to its own, or of the same shape with names exchanged. */
export function findLinesPlaces(rule: LinesRule, hits: AnchorHits, walk: Walk): readonly LinesPlace[] {
  const seen = new Set<string>();
  return examplesOf(rule).flatMap((example) => {
    const anchor = anchorOf(rule, example);
    if (!anchor) return [];
    return hits.of(anchor.text).flatMap((hit): readonly LinesPlace[] => {
      const place =
        rule.kind === "insertLines" ? insertion(rule, example, hit, anchor) : replacement(rule, example, hit, anchor);
      if (!place || !isOpen(place, walk)) return [];
      const key = `${hit.rank} ${place.line} ${place.newLines.join("\n")}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...place, rule, example, file: hit.file, rank: hit.rank }];
    });
  });
}

/** Insertions are looked for at the context of each example; the old lines of the others are the same in all. */
function examplesOf(rule: LinesRule): readonly LinesExample[] {
  return rule.examples.slice(0, rule.kind === "insertLines" ? maxExamples : 1);
}

interface Anchor {
  readonly text: string;
  /** The anchor's place among the old lines; for an insertion, whether it is above or below. */
  readonly offset: number;
}

function anchorOf(rule: LinesRule, { above, below }: LinesExample): Anchor | undefined {
  if (rule.kind === "insertLines") {
    if (above.trim().length > leastAnchorLength) return { text: above, offset: 1 };
    return below.trim().length > leastAnchorLength ? { text: below, offset: 0 } : undefined;
  }
  const offset = rule.oldLines.findIndex((line) => line.trim().length >= leastAnchorLength);
  const text = rule.oldLines[offset];
  return text === undefined ? undefined : { text, offset };
}

type Found = Pick<LinesPlace, "line" | "oldCount" | "newLines" | "mapping"> & { readonly file: IndexedFile };

function insertion(
  rule: LinesRule,
  example: LinesExample,
  { file, line, mapping }: Hit,
  anchor: Anchor,
): Found | undefined {
  const at = line.number + anchor.offset;
  if (rule.examples.some((other) => other.path === file.path && other.line === at)) return undefined;
  const newLines = fit(rule.newLines, mapping, anchor.text, line.text);
  const isThere = (start: number) =>
    newLines.every((text, offset) => text.trim() === file.lines[start + offset]?.text.trim());
  if (isThere(at) || isThere(at - newLines.length)) return undefined;
  return example.path === file.path && example.line === at
    ? undefined
    : { file, line: at, oldCount: 0, newLines, mapping };
}

function replacement(
  rule: LinesRule,
  _: LinesExample,
  { file, line, mapping }: Hit,
  anchor: Anchor,
): Found | undefined {
  const start = line.number - anchor.offset;
  const { oldLines } = rule;
  if (start < 0 || start + oldLines.length > file.lines.length) return undefined;
  const names = new Map(mapping?.names);
  for (const [offset, old] of oldLines.entries()) {
    const there = file.lines[start + offset];
    if (!there || offset === anchor.offset) continue;
    const own = mapLine(tokenise(old), there.tokens);
    if (!own || (mapping === undefined && own.different > 0)) return undefined;
    for (const [left, right] of own.names) {
      if (names.has(left) && names.get(left) !== right) return undefined;
      names.set(left, right);
    }
  }
  const whole = mapping && { ...mapping, names };
  const newLines = fit(rule.newLines, whole, anchor.text, line.text);
  const old = file.lines.slice(start, start + oldLines.length);
  const isSame = old.length === newLines.length && old.every((each, at) => each.text.trim() === newLines[at]?.trim());
  return isSame ? undefined : { file, line: start, oldCount: oldLines.length, newLines, mapping: whole };
}

/** The new lines with names exchanged and the indentation of the place. */
function fit(lines: readonly string[], mapping: Mapping | undefined, from: string, to: string): readonly string[] {
  const lead = (text: string) => text.slice(0, text.length - text.trimStart().length);
  const [old, now] = [lead(from), lead(to)];
  return lines.map((line) => {
    if (line.trim() === "") return "";
    const text = mapping ? mapText(line, mapping) : line;
    return text.startsWith(old) ? now + text.slice(old.length) : text;
  });
}

function isOpen({ file, line, oldCount }: Found, walk: Walk): boolean {
  if (oldCount === 0) return !walk.isWritten(file.path, line) && !walk.isWritten(file.path, line - 1);
  return Array.from({ length: oldCount }, (_, at) => line + at).every((each) => !walk.isWritten(file.path, each));
}
