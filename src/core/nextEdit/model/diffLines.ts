import type { LinesChange } from "./editQuestion.ts";

/** Larger changes are one run: both sides have few lines in common then. */
const maxCells = 250_000;

/**
 * The smallest changes of whole lines that turn one text into another: a longest common subsequence of lines. Applied
 * together, they give exactly the new lines.
 * @param first number of the first old line
 */
export function diffLines(old: readonly string[], now: readonly string[], first = 0): readonly LinesChange[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let kept = 0;
  const most = Math.min(old.length, now.length) - start;
  while (kept < most && old[old.length - 1 - kept] === now[now.length - 1 - kept]) kept++;
  const oldEnd = old.length - kept;
  const newEnd = now.length - kept;
  const common = commonLines(old.slice(start, oldEnd), now.slice(start, newEnd));
  const changes: LinesChange[] = [];
  let oldAt = start;
  let newAt = start;
  for (const [row, column] of [...common, [oldEnd - start, newEnd - start] as const]) {
    const oldLines = old.slice(oldAt, start + row);
    const newLines = now.slice(newAt, start + column);
    if (oldLines.length > 0 || newLines.length > 0) changes.push({ line: first + oldAt, oldLines, newLines });
    oldAt = start + row + 1;
    newAt = start + column + 1;
  }
  return changes;
}

/** Applies changes that do not overlap, in ascending order. */
export function applyChanges(lines: readonly string[], changes: readonly LinesChange[]): readonly string[] {
  return changes.toReversed().reduce((text, { line, oldLines, newLines }) => {
    return [...text.slice(0, line), ...newLines, ...text.slice(line + oldLines.length)];
  }, lines);
}

/** Pairs of equal lines, in order. */
function commonLines(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const rows = old.length;
  const columns = now.length;
  if (rows === 0 || columns === 0 || rows * columns > maxCells) return [];
  const best = new Uint32Array((rows + 1) * (columns + 1));
  const at = (row: number, column: number) => best[row * (columns + 1) + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      best[row * (columns + 1) + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (old[row] === now[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
