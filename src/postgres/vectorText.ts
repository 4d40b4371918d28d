/** A vector as pgvector reads it; null if it has no direction. */
export function vectorText(vector: ArrayLike<number>): string | null {
  const numbers = Array.from(vector);
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  if (!(length > 0) || !Number.isFinite(length)) return null;
  // Unit length, because half precision ends at 65,504; eight digits are more than it keeps.
  return `[${numbers.map((value) => Number((value / length).toPrecision(6))).join(",")}]`;
}
