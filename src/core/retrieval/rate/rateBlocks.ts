import type { RetrievalQuery } from "./query.ts";
import type { ReachableFile } from "./reachableFile.ts";
import type { Scratch } from "./scratch.ts";

/** Features of a block; docs/measurements/retrieval.md reports the value of each. */
export const blockFeatures = [
  /** Weight of the query's names in the block, and in the blocks before and after it. */
  "overlap", "overlapBefore", "overlapAfter",
  /** Weight of the names of the cursor's line in the block. */
  "cursorLine",
  /** Weight of its names that share sub-words with names of the query. */
  "related",
  /** Share of the query's weight whose names occur in the block's file. */
  "fileCover",
  "recency", "rank", "editedRecency",
  /** The block contains a line that follows one, two or three lines of the same shapes as those above the cursor. */
  "sameShape1", "sameShape2", "sameShape3",
  "isCurrent",
] as const; // biome-ignore format: a list
export const blockFeatureCount = blockFeatures.length;

/** Returns the column of a feature in the row of a block. */
export function blockColumn(name: (typeof blockFeatures)[number]): number {
  return blockFeatures.indexOf(name);
}

const overlapColumn = blockColumn("overlap");
const overlapBeforeColumn = blockColumn("overlapBefore");
const overlapAfterColumn = blockColumn("overlapAfter");
const cursorLineColumn = blockColumn("cursorLine");
const relatedColumn = blockColumn("related");
const fileCoverColumn = blockColumn("fileCover");
const recencyColumn = blockColumn("recency");
const rankColumn = blockColumn("rank");
const editedRecencyColumn = blockColumn("editedRecency");
/** `sameShape2` and `sameShape3` are the next two columns. */
const sameShapeColumn = blockColumn("sameShape1");
const isCurrentColumn = blockColumn("isCurrent");

/** Blocks of all reachable files as parallel arrays. */
export interface RatedBlocks {
  readonly count: number;
  /** Index of the block's file among the reachable files. */
  readonly file: Int32Array;
  /** Number of the block within its file. */
  readonly block: Int32Array;
  /** `blockFeatureCount` values per block. */
  readonly features: Float32Array;
  /** Share of the query's weight whose names occur in each reachable file. */
  readonly covers: Float32Array;
}

// The weights in fittedWeights.ts were fitted with these values. After a change, run `npm run fit:retrieval`.

/** Number of ranks over which the recency of a file falls by the factor e. */
const recencyScale = 3;
/** Rank of a file at which the feature `rank` is 0.5. */
export const middleRank = 4;
/** Sum of name weights at which a feature of such a sum is 0.5. */
export const middleWeight = 0.5;
/** Factor of the overlap of the second block before, where the block directly before has factor 1. */
const secondNeighbour = 0.5;
/** Lower bound of the query's weight in `fileCover`. Without it, any file would cover a query of almost no weight. */
const leastQuerySum = 0.1;

/** Returns the recency of a file in (0, 1]: exp(−rank / 3), 1 for the most recent file. */
export function recencyOf(file: ReachableFile): number {
  return Math.exp(-file.rank / recencyScale);
}

/** Maps [0, ∞) to [0, 1): value / (value + middle), which is 0.5 at `middle`. */
export function saturate(value: number, middle: number): number {
  return value / (value + middle);
}

/** Computes the features of all blocks that may be sent: those with code that the prompt does not contain. */
export function rateBlocks(
  query: RetrievalQuery,
  files: readonly ReachableFile[],
  querySum: number,
  scratch: Scratch,
): RatedBlocks {
  const most = files.reduce((sum, file) => sum + file.index.blocks.length - 1, 0);
  const table = {
    file: scratch.integers("blockFile", most),
    block: scratch.integers("block", most),
    features: scratch.floats("blocks", most * blockFeatureCount),
    covers: scratch.floats("covers", files.length),
  };
  let count = 0;
  for (const [place, file] of files.entries()) {
    const first = count;
    const cover = fileCover(file, scratch) / Math.max(leastQuerySum, querySum);
    table.covers[place] = cover;
    count = rateFile(query, file, place, first, table, scratch);
    finishFile(table.features, first, count, cover);
  }
  return { count, ...table };
}

type BlockTable = Omit<RatedBlocks, "count">;

function rateFile(
  query: RetrievalQuery,
  file: ReachableFile,
  place: number,
  first: number,
  table: BlockTable,
  scratch: Scratch,
): number {
  const { blocks, blockChars } = file.index;
  const { ids, offsets: nameOffsets } = file.index.blockNames;
  const { weights, inCursorLine } = scratch;
  const { features } = table;
  const recency = recencyOf(file);
  let count = first;
  for (let block = 0; block + 1 < blocks.length; block++) {
    const start = blocks[block] ?? 0;
    const end = blocks[block + 1] ?? 0;
    if (blockChars[block] === 0 || (start < file.shown.endLine && end > file.shown.startLine)) continue;
    let overlap = 0;
    let cursorLine = 0;
    let related = 0;
    const stop = nameOffsets[block + 1] ?? 0;
    for (let at = nameOffsets[block] ?? 0; at < stop; at++) {
      const id = ids[at] ?? 0;
      const weight = weights[id] ?? 0;
      if (weight === 0) continue;
      if (weight > 0) {
        overlap += weight;
        if (inCursorLine[id]) cursorLine += weight;
      } else related -= weight;
    }
    const row = count * blockFeatureCount;
    features[row + overlapColumn] = overlap;
    features[row + cursorLineColumn] = cursorLine;
    features[row + relatedColumn] = related;
    features[row + recencyColumn] = file.isCurrent ? 1 : recency;
    features[row + rankColumn] = saturate(file.rank, middleRank);
    features[row + isCurrentColumn] = file.isCurrent ? 1 : 0;
    table.file[count] = place;
    table.block[count] = block;
    count++;
  }
  markEdited(file, table, first, count, recency);
  markSameShape(query.shapes, file, table, first, count);
  return count;
}

/** Adds the features that depend on the whole file: the overlap of neighboring blocks, and `fileCover`. */
function finishFile(features: Float32Array, first: number, end: number, cover: number): void {
  // The rows before are already saturated, so their plain overlap is kept here.
  let before = 0;
  let twoBefore = 0;
  for (let row = first * blockFeatureCount; row < end * blockFeatureCount; row += blockFeatureCount) {
    const overlap = features[row + overlapColumn] ?? 0;
    const next = row + blockFeatureCount;
    const after = next < end * blockFeatureCount ? (features[next + overlapColumn] ?? 0) : 0;
    features[row + overlapColumn] = saturate(overlap, middleWeight);
    features[row + overlapBeforeColumn] = saturate(Math.fround(before + secondNeighbour * twoBefore), middleWeight);
    features[row + overlapAfterColumn] = saturate(after, middleWeight);
    features[row + cursorLineColumn] = saturate(features[row + cursorLineColumn] ?? 0, middleWeight);
    features[row + relatedColumn] = saturate(features[row + relatedColumn] ?? 0, middleWeight);
    features[row + fileCoverColumn] = cover;
    twoBefore = before;
    before = overlap;
  }
}

/** Returns the weight of the query's names that occur in the file. */
function fileCover({ index }: ReachableFile, { weights }: Scratch): number {
  let sum = 0;
  const { ids } = index.names;
  for (let at = 0; at < ids.length; at++) {
    const weight = weights[ids[at] ?? 0] ?? 0;
    if (weight > 0) sum += weight;
  }
  return sum;
}

function markEdited(file: ReachableFile, table: BlockTable, first: number, end: number, recency: number): void {
  if (file.edited.length === 0) return;
  const { blocks } = file.index;
  for (let row = first; row < end; row++) {
    const block = table.block[row] ?? 0;
    const start = blocks[block] ?? 0;
    const stop = blocks[block + 1] ?? 0;
    if (file.edited.some((range) => range.startLine < stop && range.endLine > start)) {
      table.features[row * blockFeatureCount + editedRecencyColumn] = recency;
    }
  }
}

/** Marks blocks with a line that follows lines of the same shapes as those above the cursor. */
function markSameShape(
  wanted: readonly number[],
  file: ReachableFile,
  table: BlockTable,
  first: number,
  end: number,
): void {
  const [nearest] = wanted;
  if (nearest === undefined || first === end) return;
  const { shapes, blocks } = file.index;
  let row = first;
  let last = 0;
  for (let line = 0; line < shapes.length; line++) {
    const shape = shapes[line] ?? 0;
    if (shape === 0) continue;
    const follows = last === nearest;
    last = shape;
    if (!follows) continue;
    while (row < end && (blocks[(table.block[row] ?? 0) + 1] ?? 0) <= line) row++;
    if (row === end) return;
    if ((blocks[table.block[row] ?? 0] ?? 0) > line) continue;
    const depth = sameShapesBefore(shapes, line, wanted);
    for (let step = 0; step < depth; step++) table.features[row * blockFeatureCount + sameShapeColumn + step] = 1;
  }
}

/** Counts the lines with code directly before a line whose shapes equal the wanted ones, nearest first. */
function sameShapesBefore(shapes: Int32Array, line: number, wanted: readonly number[]): number {
  let depth = 0;
  for (let at = line - 1; at >= 0 && depth < wanted.length; at--) {
    const shape = shapes[at] ?? 0;
    if (shape === 0) continue;
    if (shape !== wanted[depth]) break;
    depth++;
  }
  return depth;
}
