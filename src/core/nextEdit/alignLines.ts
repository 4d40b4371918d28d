import { tokenise } from "./tokenise.ts";

/** A changed part of an edit as half-open ranges of its old and new lines: one line pair, or a run without a partner. */
export interface Piece {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

/** Two lines are versions of each other from this Dice coefficient of their tokens on. */
const leastSimilarity = 0.5;
/** Score of two blank lines: enough to align them where nothing else is to be aligned. */
const blankScore = 0.1;
/** Most cells of the table; a larger edit counts as one run unless both sides have as many lines. */
const maxCells = 10_000;

/** Aligns the lines of an edit in order, so that similar ones form pairs, and returns the parts that differ. */
export function alignLines(oldLines: readonly string[], newLines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let oldAt = 0;
  let newAt = 0;
  for (const [oldLine, newLine] of [...pairs(oldLines, newLines), [oldLines.length, newLines.length] as const]) {
    if (oldLine > oldAt || newLine > newAt)
      pieces.push({ oldStart: oldAt, oldEnd: oldLine, newStart: newAt, newEnd: newLine });
    if (oldLine < oldLines.length && oldLines[oldLine]?.trimEnd() !== newLines[newLine]?.trimEnd())
      pieces.push({ oldStart: oldLine, oldEnd: oldLine + 1, newStart: newLine, newEnd: newLine + 1 });
    oldAt = oldLine + 1;
    newAt = newLine + 1;
  }
  return pieces;
}

/** Whether the piece is one old line that became one new line. */
export function isLinePair(piece: Piece): boolean {
  return piece.oldEnd - piece.oldStart === 1 && piece.newEnd - piece.newStart === 1;
}

function pairs(oldLines: readonly string[], newLines: readonly string[]): readonly (readonly [number, number])[] {
  const rows = oldLines.length;
  const columns = newLines.length;
  if (rows === 0 || columns === 0) return [];
  if (rows === 1 && columns === 1) return [[0, 0]];
  if (rows * columns > maxCells) return rows === columns ? oldLines.map((_, at) => [at, at] as const) : [];
  const scores = similarities(oldLines, newLines);
  const best = new Float64Array((rows + 1) * (columns + 1));
  const at = (row: number, column: number) => best[row * (columns + 1) + column] ?? 0;
  const score = (row: number, column: number) => scores[row * columns + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const own = score(row, column);
      const paired = own > 0 ? own + at(row + 1, column + 1) : 0;
      best[row * (columns + 1) + column] = Math.max(at(row + 1, column), at(row, column + 1), paired);
    }
  const found: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const own = score(row, column);
    if (own > 0 && at(row, column) === own + at(row + 1, column + 1)) found.push([row++, column++]);
    else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  return found;
}

function similarities(oldLines: readonly string[], newLines: readonly string[]): Float64Array {
  const olds = oldLines.map(bagOf);
  const news = newLines.map(bagOf);
  const scores = new Float64Array(olds.length * news.length);
  for (const [row, left] of olds.entries())
    for (const [column, right] of news.entries()) {
      let score = 0;
      if (left.size > 0 && right.size > 0) score = dice(left, right);
      else if (oldLines[row]?.trim() === newLines[column]?.trim()) score = blankScore;
      if (olds.length === news.length && row === column && score > 0.3) score = Math.max(score, leastSimilarity);
      scores[row * news.length + column] = score >= leastSimilarity || score === blankScore ? score : 0;
    }
  return scores;
}

function bagOf(line: string): Bag {
  const counts = new Map<string, number>();
  const tokens = tokenise(line);
  for (const { text } of tokens) counts.set(text, (counts.get(text) ?? 0) + 1);
  return { counts, size: tokens.length };
}

function dice(left: Bag, right: Bag): number {
  let common = 0;
  for (const [text, count] of left.counts) common += Math.min(count, right.counts.get(text) ?? 0);
  return (2 * common) / (left.size + right.size);
}
