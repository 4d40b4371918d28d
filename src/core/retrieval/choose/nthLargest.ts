/** Returns the n-th largest value, using a heap of the n largest so far, or 0 if there are at most n values. */
export function nthLargest(values: Float32Array, n: number): number {
  if (values.length <= n) return 0;
  const heap = values.slice(0, n).sort();
  for (let at = n; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > (heap[0] ?? 0)) replaceLeast(heap, value);
  }
  return heap[0] ?? 0;
}

/** Replaces the smallest value of the heap and restores the heap order. A sorted array is already a heap. */
function replaceLeast(heap: Float32Array, value: number): void {
  let place = 0;
  for (;;) {
    let child = place * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    if ((heap[child] ?? 0) >= value) break;
    heap[place] = heap[child] ?? 0;
    place = child;
  }
  heap[place] = value;
}
