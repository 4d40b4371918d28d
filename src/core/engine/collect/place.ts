import { mix } from "../learn/contextIndex.ts";
import { indentOf, lexLine, maxLineLength } from "../learn/lexLine.ts";
import type { Source } from "../learn/source.ts";
import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import { createRunFinder, type RunSeen } from "./knownRuns.ts";
import { findLikeNeighbours, type LikeNeighbour } from "./likeLines.ts";
import type { CursorLine, Query } from "./query.ts";

/** What is around a cursor, however its line is read: made once per line. */
export interface Surroundings {
  readonly own: Source;
  /** Number of the file's tokens above the cursor's line. */
  readonly tokensAbove: number;
  readonly vocabulary: Vocabulary;
  /** How many lines ago each nearby line last stood above the cursor, by {@link hashTokens}. */
  readonly linesAbove: ReadonlyMap<number, number>;
  /** The same for lines below. */
  readonly linesBelow: ReadonlyMap<number, number>;
  readonly below: LineBelow | undefined;
  /** How many lines below the cursor each word of the next lines first occurs, by token. */
  readonly linesDown: ReadonlyMap<number, number>;
  /** Whether a word occurs anywhere above the cursor in its file, or below. */
  readonly isAbove: (token: number) => boolean;
  readonly isBelow: (token: number) => boolean;
  /** The words of the lines above and below the cursor, where these two are in order: a list that is kept sorted. */
  readonly sortedBetween: readonly [above: string, below: string] | undefined;
  /** Where three tokens in a row were seen. */
  readonly runSeen: (first: number, before: number, token: number) => RunSeen;
  readonly likeNeighbours: readonly LikeNeighbour[];
}

/** What candidates are held against: the lines and names around the cursor. Made once per query. */
export interface Place extends Surroundings {
  readonly query: Query;
  /** Words before the cursor on its line. */
  readonly wordsBefore: readonly string[];
  /** How many tokens ago each nearby word last stood above the cursor, by token. */
  readonly distances: ReadonlyMap<number, number>;
  /** How often it stood there. */
  readonly counts: ReadonlyMap<number, number>;
}

/** The next line below the cursor that holds something. */
export interface LineBelow {
  readonly tokens: Int32Array;
  /** Indentation less that of the cursor's line, in columns. */
  readonly deeper: number;
}

const tokensNear = 600;
const linesNear = 40;
const linesDown = 12;

/** Looks around a cursor's line; of `query`, any of the cursor's, only the lines above count. */
export function surveySurroundings(
  query: Query,
  line: CursorLine,
  sources: readonly [Source, ...Source[]],
  vocabulary: Vocabulary,
): Surroundings {
  const [own] = sources;
  const { tokens, lineStarts, indents } = own.file.lines;
  const number = Math.min(line.number, indents.length);
  const end = lineStarts[number] ?? tokens.length;
  const startBelow = lineStarts[number + 1] ?? tokens.length;
  const { first, last } = own.file.extents;
  const below = lineBelow(own, number, indentOf(line.before));
  return {
    own,
    tokensAbove: end,
    vocabulary,
    linesAbove: nearbyLines(own, number - 1, -1),
    linesBelow: nearbyLines(own, number + 1, 1),
    below,
    linesDown: wordsBelow(own, number),
    isAbove: (token) => (first[token] ?? -1) >= 0 && (first[token] ?? end) < end,
    isBelow: (token) => (last[token] ?? -1) >= 0 && (last[token] ?? -1) >= startBelow,
    sortedBetween: sortedNeighbours(query, below, vocabulary),
    runSeen: createRunFinder(sources),
    likeNeighbours: findLikeNeighbours(query, sources, vocabulary),
  };
}

/** Looks at the words before the cursor, as one query reads them. */
export function surveyPlace(query: Query, line: CursorLine, surroundings: Surroundings): Place {
  const { own, tokensAbove: end } = surroundings;
  const { tokens } = own.file.lines;
  const counts = new Map<number, number>();
  const distances = new Map<number, number>();
  for (let at = end - 1; at >= Math.max(0, end - tokensNear); at--) {
    const token = tokens[at] ?? 0;
    counts.set(token, (counts.get(token) ?? 0) + 1);
    if (!distances.has(token)) distances.set(token, end - at);
  }
  for (let at = query.lineStart + 1; at < query.context.length; at++) {
    const token = query.context[at] ?? -1;
    counts.set(token, (counts.get(token) ?? 0) + 1);
    distances.set(token, 0);
  }
  const { starts, ends } = lexLine(line.before, Math.max(0, line.before.length - maxLineLength));
  const wordsBefore = starts.map((start, at) => line.before.slice(start, ends[at]));
  return { ...surroundings, query, wordsBefore, distances, counts };
}

function nearbyLines({ file }: Source, from: number, step: 1 | -1): ReadonlyMap<number, number> {
  const { tokens, lineStarts, indents } = file.lines;
  const found = new Map<number, number>();
  let seen = 0;
  for (let line = from; line >= 0 && line < indents.length && seen < linesNear; line += step) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + 1] ?? 0;
    if (start === end) continue;
    seen++;
    const hash = hashTokens(tokens.subarray(start + 1, end));
    if (!found.has(hash)) found.set(hash, seen);
  }
  return found;
}

function lineBelow({ file }: Source, number: number, indent: number): LineBelow | undefined {
  const { tokens, lineStarts, indents } = file.lines;
  for (let line = number + 1; line < indents.length; line++) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + 1] ?? 0;
    if (start < end) return { tokens: tokens.subarray(start + 1, end), deeper: (indents[line] ?? 0) - indent };
  }
  return undefined;
}

function sortedNeighbours(
  { context, lineStart }: Query,
  below: LineBelow | undefined,
  vocabulary: Vocabulary,
): readonly [string, string] | undefined {
  let start = lineStart - 1;
  while (start >= 0 && !isLineBreak(context[start] ?? 0)) start--;
  if (start < 0 || below === undefined || below.deeper !== 0) return undefined;
  const textOf = (tokens: Int32Array) => Array.from(tokens, (token) => vocabulary.textOf(token)).join(" ");
  const pair = [textOf(context.subarray(start + 1, lineStart)), textOf(below.tokens)] as const;
  return pair[0] < pair[1] ? pair : undefined;
}

function wordsBelow({ file }: Source, number: number): ReadonlyMap<number, number> {
  const { tokens, lineStarts, indents } = file.lines;
  const found = new Map<number, number>();
  let seen = 0;
  for (let line = number + 1; line < indents.length && seen < linesDown; line++) {
    const end = lineStarts[line + 1] ?? 0;
    if (lineStarts[line] === end) continue;
    seen++;
    for (let at = (lineStarts[line] ?? 0) + 1; at < end; at++) {
      const token = tokens[at] ?? 0;
      if (!found.has(token)) found.set(token, seen);
    }
  }
  return found;
}

/** Hash of a line's tokens, its line break left out. */
export function hashTokens(tokens: Iterable<number>): number {
  let hash = 61;
  for (const token of tokens) if (!isLineBreak(token)) hash = mix(hash, token);
  return hash;
}
