import { isWord, type Token } from "./tokenise.ts";

/** Old tokens `[oldStart, oldEnd)` that became new tokens `[newStart, newEnd)`. */
export interface TokenChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

const maxCells = 40_000;

/** Smallest token changes between two lines: a longest common subsequence in which words weigh more than punctuation. */
export function diffTokens(old: readonly Token[], now: readonly Token[]): readonly TokenChange[] {
  let start = 0;
  let oldEnd = old.length;
  let newEnd = now.length;
  while (start < oldEnd && start < newEnd && old[start]?.text === now[start]?.text) start++;
  while (oldEnd > start && newEnd > start && old[oldEnd - 1]?.text === now[newEnd - 1]?.text) {
    oldEnd--;
    newEnd--;
  }
  const whole = { oldStart: start, oldEnd, newStart: start, newEnd };
  if (start === oldEnd || start === newEnd) return start === oldEnd && start === newEnd ? [] : [whole];
  if ((oldEnd - start) * (newEnd - start) > maxCells) return [whole];
  return trace(old, now, whole);
}

function trace(old: readonly Token[], now: readonly Token[], whole: TokenChange): readonly TokenChange[] {
  const { oldStart: start, oldEnd, newEnd } = whole;
  const rows = oldEnd - start;
  const columns = newEnd - start;
  const weight = (row: number, column: number) => {
    const text = old[start + row]?.text ?? "";
    if (text !== now[start + column]?.text) return 0;
    return isWord(text) ? 3 : 2;
  };
  const best = new Int32Array((rows + 1) * (columns + 1));
  const at = (row: number, column: number) => best[row * (columns + 1) + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const own = weight(row, column);
      const kept = own > 0 ? own + at(row + 1, column + 1) : 0;
      best[row * (columns + 1) + column] = Math.max(at(row + 1, column), at(row, column + 1), kept);
    }
  const changes: TokenChange[] = [];
  let oldFrom = start;
  let newFrom = start;
  const close = (oldTo: number, newTo: number) => {
    if (oldTo > oldFrom || newTo > newFrom)
      changes.push({ oldStart: oldFrom, oldEnd: oldTo, newStart: newFrom, newEnd: newTo });
    oldFrom = oldTo + 1;
    newFrom = newTo + 1;
  };
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const own = weight(row, column);
    if (own > 0 && at(row, column) === own + at(row + 1, column + 1)) close(start + row++, start + column++);
    else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  close(oldEnd, newEnd);
  return changes;
}
