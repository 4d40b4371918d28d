import { headerChars } from "./chooseBlocks.ts";
import type { RatedBlocks } from "./rateBlocks.ts";
import type { ReachableFile } from "./reachableFile.ts";

/** Blocks looked at more closely; many times what any budget holds. */
const shortlistLength = 240;

/** The blocks with the most likeness per character, in the order of their numbers. */
export function shortlistBlocks(
  files: readonly ReachableFile[],
  blocks: RatedBlocks,
  likeness: Float32Array,
): Int32Array {
  const worths = new Float32Array(blocks.count);
  for (let block = 0; block < blocks.count; block++) {
    const index = files[blocks.file[block] ?? 0]?.index;
    const chars = (index?.blockChars[blocks.block[block] ?? 0] ?? 0) + headerChars + 12;
    worths[block] = (likeness[block] ?? 0) / chars;
  }
  const least = nthLargest(worths, shortlistLength);
  const chosen: number[] = [];
  for (let block = 0; block < blocks.count && chosen.length < shortlistLength; block++) {
    if ((worths[block] ?? 0) >= least) chosen.push(block);
  }
  return Int32Array.from(chosen);
}

/** The n-th largest value, by a heap of the n largest so far. */
function nthLargest(values: Float32Array, n: number): number {
  if (values.length <= n) return 0;
  const heap = values.slice(0, n).sort();
  for (let at = n; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > (heap[0] ?? 0)) replaceLeast(heap, value);
  }
  return heap[0] ?? 0;
}

/** A sorted array is a heap already; the new value sinks to its place. */
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
