import { declaredName } from "../../../../core/code/declarators.ts";
import type { AskFile } from "./scanTypes.ts";
import { type PassageRange, splitPassages } from "./splitPassages.ts";
import type { WordMatches } from "./termMatcher.ts";

/** A passage in which something of the question was found. */
export interface ScannedPassage extends PassageRange {
  readonly file: AskFile;
  readonly focusLine: number;
  /** Terms of the text, for normalising by length. */
  readonly length: number;
  /** Weighted occurrences by position of the term in the question; names and paths count more than text. */
  readonly counts: ReadonlyMap<number, number>;
}

/** A scanned file: passages without any of the question's terms are only counted. */
export interface ScannedFile {
  readonly passages: readonly ScannedPassage[];
  readonly passageCount: number;
  readonly totalLength: number;
}

type Matcher = (word: string) => WordMatches;

const word = /[\p{L}\p{N}_$]+/gu;
/** Extra occurrences that a term in a declared name or in the path is worth. */
const definitionBonus = 2.5;
const fileNameBonus = 1.5;
const folderBonus = 0.5;
/** Minified or generated lines: what stands beyond is not looked at. UTF-16 units. */
const longestLine = 2_000;

/** Counts the question's terms in every passage of a file. Yields where the caller may give the thread back. */
export function* scanFile(file: AskFile, matcher: Matcher): Generator<void, ScannedFile, void> {
  const fromPath = pathCounts(file.path, matcher);
  const passages: ScannedPassage[] = [];
  let passageCount = 0;
  let totalLength = 0;
  for (const range of splitPassages(file.lines)) {
    const { counts, length, focusLine } = scanRange(file.lines, range, matcher);
    passageCount++;
    totalLength += length;
    if (counts.size > 0 || fromPath.size > 0) {
      for (const [term, bonus] of fromPath) counts.set(term, (counts.get(term) ?? 0) + bonus);
      passages.push({ ...range, file, focusLine, length, counts });
    }
    yield;
  }
  return { passages, passageCount, totalLength };
}

function scanRange(lines: readonly string[], range: PassageRange, matcher: Matcher) {
  const counts = new Map<number, number>();
  let length = 0;
  let focusLine = range.startLine;
  let best = 0;
  for (let line = range.startLine; line < range.endLine; line++) {
    const text = (lines[line] ?? "").slice(0, longestLine);
    const name = declaredName(text);
    const inText = count(text, matcher, 1, counts);
    const inName = name === undefined ? 0 : count(name, matcher, definitionBonus, counts).strength;
    length += inText.length;
    if (inText.strength + inName > best) {
      best = inText.strength + inName;
      focusLine = line;
    }
  }
  return { counts, length, focusLine };
}

function count(text: string, matcher: Matcher, weight: number, counts: Map<number, number>) {
  let length = 0;
  let strength = 0;
  for (const [each] of text.matchAll(word)) {
    const found = matcher(each);
    length += found.length;
    for (const match of found.matches) {
      counts.set(match.term, (counts.get(match.term) ?? 0) + weight * match.strength);
      strength += weight * match.strength;
    }
  }
  return { length, strength };
}

function pathCounts(path: string, matcher: Matcher): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const nameStart = path.lastIndexOf("/") + 1;
  count(path.slice(nameStart), matcher, fileNameBonus, counts);
  count(path.slice(0, nameStart), matcher, folderBonus, counts);
  return counts;
}
