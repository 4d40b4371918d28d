import type { RatedBlocks } from "../rate/rateBlocks.ts";
import type { ReachableFile } from "../rate/reachableFile.ts";
import type { Scratch } from "../rate/scratch.ts";
import { headerChars } from "./chooseBlocks.ts";
import { nthLargest } from "./nthLargest.ts";

/** Number of blocks that are examined closely: many times more than any budget can hold. */
const shortlistLength = 240;
/** Characters of a path, assumed so that a block's rank does not depend on its path. */
const typicalPathChars = 12;

/** Returns the blocks with the highest likeness per character, in the order of their numbers. */
export function shortlistBlocks(
  files: readonly ReachableFile[],
  blocks: RatedBlocks,
  likeness: Float32Array,
  scratch: Scratch,
): Int32Array {
  const worths = scratch.floats("blockWorth", blocks.count).subarray(0, blocks.count);
  for (let block = 0; block < blocks.count; block++) {
    const index = files[blocks.file[block] ?? 0]?.index;
    const chars = (index?.blockChars[blocks.block[block] ?? 0] ?? 0) + headerChars + typicalPathChars;
    worths[block] = (likeness[block] ?? 0) / chars;
  }
  const least = nthLargest(worths, shortlistLength);
  const chosen: number[] = [];
  for (let block = 0; block < blocks.count && chosen.length < shortlistLength; block++) {
    if ((worths[block] ?? 0) >= least) chosen.push(block);
  }
  return Int32Array.from(chosen);
}
