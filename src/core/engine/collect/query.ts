import type { Cursor } from "../../types/cursor.ts";
import { mix, shapeKey } from "../learn/contextIndex.ts";
import type { LearntFile } from "../learn/learntFile.ts";
import { indentOf, lexLine, maxLineLength } from "../learn/lexLine.ts";
import { lineBreakOf } from "../learn/tokenizedLines.ts";
import { kindOf, tokenKind } from "../learn/tokenKind.ts";
import { isLineBreak, shapeOf, unknownToken, type Vocabulary } from "../learn/vocabulary.ts";

/** Tokens before the cursor that are looked at. */
const contextTokens = 96;

/** The text before the cursor as tokens. */
export interface Query {
  /** Tokens before the cursor, the nearest last; begins anywhere. */
  readonly context: Int32Array;
  readonly shapes: Int32Array;
  /** Words no learnt file holds: token -2 is the first, -3 the second, and so on. */
  readonly unknownWords: readonly string[];
  /** Index in `context` of the break that begins the cursor's line. */
  readonly lineStart: number;
  readonly shapeKey: number;
  /** Letters of the word being typed that `context` leaves out; every answer begins with them. */
  readonly partial: string;
  /** The text needs no space before its first token: one is there, or the line is empty. */
  readonly isSpaced: boolean;
}

/** The cursor's line: its text before and after the cursor. */
export interface CursorLine {
  readonly number: number;
  readonly before: string;
  readonly after: string;
}

/** The line of a cursor, by its number in the document. */
export function cursorLineOf(cursor: Cursor): CursorLine {
  const before = cursor.prefix.slice(cursor.prefix.lastIndexOf("\n") + 1);
  const end = cursor.suffix.indexOf("\n");
  return { number: cursor.line, before, after: end < 0 ? cursor.suffix : cursor.suffix.slice(0, end) };
}

/**
 * Queries for a cursor: one that takes the word before it as finished and, where the cursor touches a word, one that
 * takes it as begun. `written` are lines between the file's lines above `line.number` and the cursor's.
 */
export function buildQueries(
  line: CursorLine,
  file: LearntFile,
  vocabulary: Vocabulary,
  written: readonly string[] = [],
): readonly Query[] {
  const { starts, ends } = lexLine(line.before, Math.max(0, line.before.length - maxLineLength));
  const words = starts.map((start, at) => line.before.slice(start, ends[at]));
  const last = words.at(-1);
  const isSpaced = words.length === 0 || ends.at(-1) !== line.before.length;
  const { tokens, indent } = tokensAbove(file, line);
  const between = wordLines([...written, line.before], indent);
  const above = between.slice(0, -1);
  const lineBreak = between.at(-1)?.lineBreak ?? 0;
  const finished = toQuery(tokens, [...above, { lineBreak, words }], "", isSpaced, vocabulary);
  if (last === undefined || isSpaced || !mayGoOn(last)) return [finished];
  const begun = [...above, { lineBreak, words: words.slice(0, -1) }];
  return [finished, toQuery(tokens, begun, last, true, vocabulary)];
}

interface WordLine {
  readonly lineBreak: number;
  readonly words: readonly string[];
}

function wordLines(lines: readonly string[], indentAbove: number | undefined): readonly WordLine[] {
  let before = indentAbove;
  return lines.map((text) => {
    const { starts, ends } = lexLine(text);
    const lineBreak = lineBreakOf(before, indentOf(text));
    before = indentOf(text);
    return { lineBreak, words: starts.map((start, at) => text.slice(start, ends[at])) };
  });
}

/** A word, or an operator that begins a longer one. */
function mayGoOn(word: string): boolean {
  const kind = kindOf(word);
  return kind === tokenKind.punctuation
    ? /^[-<=:&|?.!+*/>"'`$#~]+$/.test(word) && word.length < 3
    : kind !== tokenKind.number;
}

/** The last tokens above the cursor's line, and the indentation there. */
function tokensAbove(file: LearntFile, line: CursorLine) {
  const { tokens, lineStarts, indents } = file.lines;
  const end = lineStarts[Math.min(line.number, indents.length)] ?? 0;
  let previous = Math.min(line.number, indents.length) - 1;
  while (previous >= 0 && lineStarts[previous] === lineStarts[previous + 1]) previous--;
  const indent = previous < 0 ? undefined : indents[previous];
  return { tokens: tokens.subarray(Math.max(0, end - contextTokens), end), indent };
}

function toQuery(
  above: Int32Array,
  lines: readonly WordLine[],
  partial: string,
  isSpaced: boolean,
  vocabulary: Vocabulary,
): Query {
  const context = [...above];
  const shapes = context.map((token) => vocabulary.shapeOf(token));
  const unknownWords: string[] = [];
  let lineStart = context.length;
  for (const { lineBreak, words } of lines) {
    lineStart = context.push(lineBreak) - 1;
    shapes.push(vocabulary.shapeOf(lineBreak));
    for (const word of words) {
      let token = vocabulary.find(word);
      if (token === unknownToken) token = -1 - unknownWords.push(word);
      context.push(token);
      shapes.push(shapeOf(kindOf(word), token));
    }
  }
  let own = 23;
  for (const shape of shapes.slice(lineStart)) own = mix(own, shape);
  const key = shapeKey(own, shapes.length - lineStart - 1, shapeOfLineAbove(shapes, context, lineStart));
  return {
    context: Int32Array.from(context),
    shapes: Int32Array.from(shapes),
    unknownWords,
    lineStart,
    shapeKey: key,
    partial,
    isSpaced,
  };
}

/** Text of a token of a query's context. */
export function textOfToken(token: number, query: Query, vocabulary: Vocabulary): string {
  return token < unknownToken ? (query.unknownWords[-2 - token] ?? "") : vocabulary.textOf(token);
}

function shapeOfLineAbove(shapes: readonly number[], context: readonly number[], lineStart: number): number {
  let start = lineStart - 1;
  while (start >= 0 && !isLineBreak(context[start] ?? 0)) start--;
  if (start < 0) return 0;
  let hash = 23;
  for (let at = start; at < lineStart; at++) hash = mix(hash, shapes[at] ?? unknownToken);
  return hash;
}
