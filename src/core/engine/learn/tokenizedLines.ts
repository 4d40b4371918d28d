import { indentOf, lexLine } from "./lexLine.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { lineBreak } from "./vocabulary.ts";

/**
 * Consecutive lines as flat arrays of tokens. A line that holds anything begins with a line-break token that shows its
 * indentation against the one before; a blank line has no tokens.
 */
export interface TokenizedLines {
  readonly tokens: Int32Array;
  /** White space before each token, as in {@link lexLine}. */
  readonly gaps: Uint8Array;
  /** Index of each line's first token; one more entry than there are lines. */
  readonly lineStarts: Int32Array;
  /** Columns of indentation of each line. */
  readonly indents: Uint16Array;
}

/** Lines lexed between two yields; about half a millisecond. */
const linesPerSlice = 60;

/** Lexes lines, taking their words into use; a task so that long files can be read in slices. */
export function* tokenizeLines(
  lines: readonly string[],
  vocabulary: Vocabulary,
): Generator<void, TokenizedLines, void> {
  const tokens: number[] = [];
  const gaps: number[] = [];
  const lineStarts = new Int32Array(lines.length + 1);
  const indents = new Uint16Array(lines.length);
  let finished = false;
  try {
    for (const [number, line] of lines.entries()) {
      if (number % linesPerSlice === linesPerSlice - 1) yield;
      lineStarts[number] = tokens.length;
      const lexed = lexLine(line);
      if (lexed.starts.length === 0) continue;
      indents[number] = indentOf(line);
      tokens.push(lineBreak.sameIndent);
      gaps.push(0);
      for (let at = 0; at < lexed.starts.length; at++) {
        tokens.push(vocabulary.acquire(line.slice(lexed.starts[at], lexed.ends[at])));
        gaps.push(at === 0 ? 0 : (lexed.gaps[at] ?? 0));
      }
    }
    finished = true;
  } finally {
    if (!finished) vocabulary.release(Int32Array.from(tokens));
  }
  lineStarts[lines.length] = tokens.length;
  const result = { tokens: Int32Array.from(tokens), gaps: Uint8Array.from(gaps), lineStarts, indents };
  markLineBreaks(result, 0, lines.length);
  return result;
}

/** Runs a task to its end at once. */
export function runNow<T>(task: Generator<void, T, void>): T {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
  }
}

/** `before` with the lines `[startLine, endLine)` replaced; a new value. */
export function spliceLines(
  before: TokenizedLines,
  startLine: number,
  endLine: number,
  inserted: TokenizedLines,
): TokenizedLines {
  const from = before.lineStarts[startLine] ?? 0;
  const to = before.lineStarts[endLine] ?? from;
  const shift = inserted.tokens.length - (to - from);
  const lineShift = inserted.indents.length - (endLine - startLine);
  const tokens = new Int32Array(before.tokens.length + shift);
  const gaps = new Uint8Array(tokens.length);
  const indents = new Uint16Array(before.indents.length + lineShift);
  const lineStarts = new Int32Array(indents.length + 1);
  replace(tokens, before.tokens, from, to, inserted.tokens);
  replace(gaps, before.gaps, from, to, inserted.gaps);
  replace(indents, before.indents, startLine, endLine, inserted.indents);
  lineStarts.set(before.lineStarts.subarray(0, startLine));
  for (let line = 0; line < inserted.indents.length; line++) {
    lineStarts[startLine + line] = from + (inserted.lineStarts[line] ?? 0);
  }
  for (let line = endLine; line < before.lineStarts.length; line++) {
    lineStarts[line + lineShift] = (before.lineStarts[line] ?? 0) + shift;
  }
  const result = { tokens, gaps, lineStarts, indents };
  markLineBreaks(result, startLine, startLine + inserted.indents.length);
  return result;
}

function replace<T extends Int32Array | Uint8Array | Uint16Array>(
  target: T,
  old: T,
  from: number,
  to: number,
  by: T,
): void {
  target.set(old.subarray(0, from));
  target.set(by, from);
  target.set(old.subarray(to), from + by.length);
}

/** Writes the line-break tokens of the lines `[from, to)` and of the next line that holds something. */
function markLineBreaks({ tokens, lineStarts, indents }: TokenizedLines, from: number, to: number): void {
  let previous = from - 1;
  while (previous >= 0 && lineStarts[previous] === lineStarts[previous + 1]) previous--;
  let indentBefore = previous < 0 ? undefined : indents[previous];
  for (let line = from; line < indents.length; line++) {
    const start = lineStarts[line] ?? 0;
    if (start === lineStarts[line + 1]) continue;
    const indent = indents[line] ?? 0;
    tokens[start] = lineBreakOf(indentBefore, indent);
    indentBefore = indent;
    if (line >= to) return;
  }
}

/** The line-break token of a line, from its indentation and that of the last line above that holds something. */
export function lineBreakOf(indentBefore: number | undefined, indent: number): number {
  if (indentBefore === undefined) return lineBreak.start;
  if (indent === indentBefore) return lineBreak.sameIndent;
  return indent > indentBefore ? lineBreak.deeper : lineBreak.shallower;
}
