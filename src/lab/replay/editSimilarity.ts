/** Longer lines are compared by their first 400 characters. */
const comparedChars = 400;

/**
 * Returns the edit similarity of two lines: 1 − Levenshtein distance / length of the longer one, in [0, 1].
 * Returns 0 as soon as it can't exceed `floor`, so that a search for the best match is fast.
 */
export function editSimilarity(one: string, other: string, floor = 0): number {
  if (one === other) return 1;
  const a = one.slice(0, comparedChars);
  const b = other.slice(0, comparedChars);
  const longer = Math.max(a.length, b.length);
  if (a.length === 0 || b.length === 0 || 1 - Math.abs(a.length - b.length) / longer <= floor) return 0;
  const distance = boundedDistance(a, b, Math.ceil((1 - floor) * longer));
  return distance === undefined ? 0 : 1 - distance / longer;
}

/** Returns the Levenshtein distance, or undefined as soon as it exceeds `limit`. */
function boundedDistance(a: string, b: string, limit: number): number | undefined {
  let above = Uint16Array.from({ length: b.length + 1 }, (_, column) => column);
  let row = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    let left = i;
    const character = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (character === b.charCodeAt(j - 1) ? 0 : 1);
      const value = Math.min(replaced, (above[j] ?? 0) + 1, left + 1);
      row[j] = value;
      left = value;
      if (value < least) least = value;
    }
    if (least > limit) return undefined;
    [above, row] = [row, above];
  }
  return above[b.length];
}

/** Returns the best edit similarity of a line with any of the others. */
export function bestSimilarity(line: string, others: ReadonlySet<string>): number {
  if (others.has(line)) return 1;
  let best = 0;
  for (const other of others) best = Math.max(best, editSimilarity(line, other, best));
  return best;
}
