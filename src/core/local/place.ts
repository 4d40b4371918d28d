import { mix } from "./contextIndex.ts";
import { lexLine } from "./lexLine.ts";
import type { CursorLine, Query } from "./query.ts";
import type { Source } from "./source.ts";
import { isLineBreak, type Vocabulary } from "./vocabulary.ts";

/** What candidates are held against: the lines and names around the cursor. Made once per query. */
export interface Place {
  readonly query: Query;
  readonly own: Source;
  readonly vocabulary: Vocabulary;
  /** Words before the cursor on its line. */
  readonly wordsBefore: readonly string[];
  /** How many tokens ago each nearby word last stood above the cursor, by token. */
  readonly distances: ReadonlyMap<number, number>;
  /** How often it stood there. */
  readonly counts: ReadonlyMap<number, number>;
  /** How many lines ago each nearby line last stood above the cursor, by {@link hashWords}. */
  readonly linesAbove: ReadonlyMap<number, number>;
  /** The same for lines below. */
  readonly linesBelow: ReadonlyMap<number, number>;
  readonly below: LineBelow | undefined;
  /** Whether a word stands anywhere in the cursor's file. */
  readonly isInOwnFile: (token: number) => boolean;
}

/** The next line below the cursor that holds something. */
export interface LineBelow {
  readonly tokens: Int32Array;
  /** Indentation less that of the cursor's line, in columns. */
  readonly deeper: number;
}

const tokensNear = 600;
const linesNear = 40;

/** Looks around the cursor. */
export function surveyPlace(
  query: Query,
  line: CursorLine,
  own: Source,
  indent: number,
  vocabulary: Vocabulary,
): Place {
  const { tokens, lineStarts, indents } = own.file.lines;
  const number = Math.min(line.number, indents.length);
  const end = lineStarts[number] ?? tokens.length;
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
  const { starts, ends } = lexLine(line.before, Math.max(0, line.before.length - 2_000));
  return {
    query,
    own,
    vocabulary,
    wordsBefore: starts.map((start, at) => line.before.slice(start, ends[at])),
    distances,
    counts,
    linesAbove: nearbyLines(own, number - 1, -1),
    linesBelow: nearbyLines(own, number + 1, 1),
    below: lineBelow(own, number, indent),
    isInOwnFile: remember((token) => tokens.includes(token)),
  };
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

/** Hash of a line's tokens, its line break left out. */
export function hashTokens(tokens: Iterable<number>): number {
  let hash = 61;
  for (const token of tokens) if (!isLineBreak(token)) hash = mix(hash, token);
  return hash;
}

/** Asks each question once. */
function remember(ask: (token: number) => boolean): (token: number) => boolean {
  const known = new Map<number, boolean>();
  return (token) => {
    const answer = known.get(token) ?? ask(token);
    known.set(token, answer);
    return answer;
  };
}
