import type { RetrievalQuery } from "./query.ts";
import type { ReachableFile } from "./reachableFile.ts";
import type { Scratch } from "./scratch.ts";

/** What is known of a block; docs/measurements/retrieval.md says what each is worth. */
export const blockFeatures = [
  /** Weight of the query's names in it, and in its neighbours. */
  "overlap", "overlapBefore", "overlapAfter",
  /** Weight of the cursor line's names in it. */
  "cursorLine",
  /** Kinship of its other names. */
  "kinship",
  /** Share of the query's weight that its file covers. */
  "fileCover",
  "recency", "rank", "editedRecency",
  /** One, two, three lines stand in it after lines of the same build as those above the cursor. */
  "sameBuild1", "sameBuild2", "sameBuild3",
  "isCurrent",
] as const; // biome-ignore format: a list
export const blockFeatureCount = blockFeatures.length;

/** Column of a feature in the row of a block. */
export function blockColumn(name: (typeof blockFeatures)[number]): number {
  return blockFeatures.indexOf(name);
}

const overlapColumn = blockColumn("overlap");
const overlapBeforeColumn = blockColumn("overlapBefore");
const overlapAfterColumn = blockColumn("overlapAfter");
const cursorLineColumn = blockColumn("cursorLine");
const kinshipColumn = blockColumn("kinship");
const fileCoverColumn = blockColumn("fileCover");
const recencyColumn = blockColumn("recency");
const rankColumn = blockColumn("rank");
const editedRecencyColumn = blockColumn("editedRecency");
/** `sameBuild2` and `sameBuild3` are the next two columns. */
const sameBuildColumn = blockColumn("sameBuild1");
const isCurrentColumn = blockColumn("isCurrent");

/** Blocks of all reachable files as parallel arrays. */
export interface RatedBlocks {
  readonly count: number;
  /** Place of the block's file among the reachable ones. */
  readonly file: Int32Array;
  /** Number of the block within its file. */
  readonly block: Int32Array;
  /** `blockFeatureCount` values a block. */
  readonly features: Float32Array;
  /** Share of the query's weight that each reachable file covers. */
  readonly covers: Float32Array;
}

// The weights in fittedWeights.ts were fitted with the following values; after a change `npm run fit:retrieval` must fit
// them again.

/** Files this many places back count e times less. */
const recencyScale = 3;
/** Rank of a file at which the feature of ranks is 0.5. */
export const middleRank = 4;
/** Sum of name weights at which the features made of such sums are 0.5. */
export const middleWeight = 0.5;
/** What the overlap of the block but one counts against that of the block next to it. */
const secondNeighbour = 0.5;
/** Lower bound of the divisor of covers: of a query that weighs almost nothing, any file would cover everything. */
const leastQuerySum = 0.1;

/** How recently a file was worked on, 1 for the last one. */
export function recencyOf(file: ReachableFile): number {
  return Math.exp(-file.rank / recencyScale);
}

/** Between 0 and 1, half of it at `middle`. */
export function saturate(value: number, middle: number): number {
  return value / (value + middle);
}

/** Finds the features of all blocks that may be sent: those with text in them that the prompt does not show. */
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
    let kin = 0;
    const stop = nameOffsets[block + 1] ?? 0;
    for (let at = nameOffsets[block] ?? 0; at < stop; at++) {
      const id = ids[at] ?? 0;
      const weight = weights[id] ?? 0;
      if (weight === 0) continue;
      if (weight > 0) {
        overlap += weight;
        if (inCursorLine[id]) cursorLine += weight;
      } else kin -= weight;
    }
    const row = count * blockFeatureCount;
    features[row + overlapColumn] = overlap;
    features[row + cursorLineColumn] = cursorLine;
    features[row + kinshipColumn] = kin;
    features[row + recencyColumn] = file.isCurrent ? 1 : recency;
    features[row + rankColumn] = saturate(file.rank, middleRank);
    features[row + isCurrentColumn] = file.isCurrent ? 1 : 0;
    table.file[count] = place;
    table.block[count] = block;
    count++;
  }
  markEdited(file, table, first, count, recency);
  markSameBuild(query.shapes, file, table, first, count);
  return count;
}

/** Adds what only the whole file tells: the overlap of neighbours, and how much of the query the file covers. */
function finishFile(features: Float32Array, first: number, end: number, cover: number): void {
  // Blocks before are finished already, so their own overlap is carried along.
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
    features[row + kinshipColumn] = saturate(features[row + kinshipColumn] ?? 0, middleWeight);
    features[row + fileCoverColumn] = cover;
    twoBefore = before;
    before = overlap;
  }
}

/** Weight of the query's names that stand anywhere in the file. */
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

/** Finds lines that follow lines of the same build as those above the cursor: what comes next was written there before. */
function markSameBuild(
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
    const depth = sameBuildBefore(shapes, line, wanted);
    for (let step = 0; step < depth; step++) table.features[row * blockFeatureCount + sameBuildColumn + step] = 1;
  }
}

function sameBuildBefore(shapes: Int32Array, line: number, wanted: readonly number[]): number {
  let depth = 0;
  for (let at = line - 1; at >= 0 && depth < wanted.length; at--) {
    const shape = shapes[at] ?? 0;
    if (shape === 0) continue;
    if (shape !== wanted[depth]) break;
    depth++;
  }
  return depth;
}
