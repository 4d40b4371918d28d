/** Line that holds the token before a position. */
export function lineOfPosition(lineStarts: Int32Array, position: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) < position) low = middle;
    else high = middle - 1;
  }
  return low;
}
