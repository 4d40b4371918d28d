import { occurrenceBits } from "../../code/occurrence.ts";
import type { LineRange } from "../../types/source.ts";
import { sentChars } from "../index/sentLines.ts";
import type { RatedBlocks } from "../rate/rateBlocks.ts";
import type { ReachableFile } from "../rate/reachableFile.ts";
import type { Scratch } from "../rate/scratch.ts";
import { Tournament } from "./tournament.ts";

/** Characters per token, as docs/replay.md charges snippets. */
export const charsPerToken = 4;
/** Characters of a snippet's header besides its path: line ends and comment marks. */
export const headerChars = 5;

/** Returns the tokens that a snippet costs: its text and a header with its path. */
export function snippetTokens(textChars: number, path: string): number {
  return Math.ceil((textChars + path.length + headerChars) / charsPerToken);
}

/** A value that changed by less than one in a thousand counts as unchanged: it was rounded to single precision. */
const sameWorth = 0.999;

/** Consecutive blocks of a file that are sent as one snippet. */
export interface ChosenWindow extends LineRange {
  readonly file: ReachableFile;
  readonly tokens: number;
  readonly score: number;
}

export interface ChooseOptions {
  readonly maxTokens: number;
  /** Probability of each block to contain a line like the wanted one. */
  readonly likeness: Float32Array;
  /** Probability of each candidate name to be wanted. */
  readonly wanted: Float32Array;
  /** Value of a wanted name, where a line like the wanted one has the value 1. */
  readonly nameWorth: number;
  /** Blocks with less value per character are not sent. */
  readonly leastWorth: number;
}

/**
 * Chooses blocks by value per character until the budget is spent or the next block is not worth its tokens. The value
 * of a block is its likeness plus the wanted names that no chosen block contains. Adjacent blocks become one window and
 * share its header. Sets `scratch.candidates` to −1 for the names of chosen blocks.
 */
export function chooseBlocks(
  files: readonly ReachableFile[],
  blocks: RatedBlocks,
  shortlist: Int32Array,
  options: ChooseOptions,
  scratch: Scratch,
): readonly ChosenWindow[] {
  const worths = new Tournament(
    Array.from(shortlist, (block) => worthOf(block, files, blocks, options, scratch, false)),
  );
  const windows: ChosenWindow[] = [];
  let tokens = 0;
  for (;;) {
    const place = worths.winner;
    const worth = worths.at(place);
    if (worth <= options.leastWorth) return windows;
    const block = shortlist[place] ?? 0;
    const file = files[blocks.file[block] ?? 0];
    if (!file) return windows;
    const number = blocks.block[block] ?? 0;
    const chars = file.index.blockChars[number] ?? 0;
    // In the best case the block joins two windows, which saves one header.
    const leastTokens = (chars - file.index.path.length - headerChars) / charsPerToken - 2;
    if (tokens + leastTokens > options.maxTokens) {
      worths.set(place, 0);
      continue;
    }
    const start = file.index.blocks[number] ?? 0;
    const end = file.index.blocks[number + 1] ?? 0;
    const neighbours = windows.filter(
      (window) => window.file === file && (window.startLine === end || window.endLine === start),
    );
    const now = worthOf(block, files, blocks, options, scratch, neighbours.length > 0);
    if (now < worth * sameWorth) {
      // Blocks chosen since contain some of its names.
      worths.set(place, now);
      continue;
    }
    worths.set(place, 0);
    const joined = join(file, neighbours, start, end, now * chars);
    const after = tokens + joined.tokens - neighbours.reduce((sum, window) => sum + window.tokens, 0);
    if (after > options.maxTokens) continue;
    tokens = after;
    for (const window of neighbours) windows.splice(windows.indexOf(window), 1);
    windows.push(joined);
    takeNames(block, files, blocks, scratch);
    // The shortlist has the order of the blocks, so adjacent blocks are adjacent in it.
    for (const beside of [place - 1, place + 1]) {
      const near = shortlist[beside];
      if (near === undefined || Math.abs(near - block) !== 1 || blocks.file[near] !== blocks.file[block]) continue;
      if (worths.at(beside) > 0) worths.set(beside, worthOf(near, files, blocks, options, scratch, true));
    }
  }
}

function join(
  file: ReachableFile,
  parts: readonly ChosenWindow[],
  start: number,
  end: number,
  score: number,
): ChosenWindow {
  const startLine = Math.min(start, ...parts.map((part) => part.startLine));
  const endLine = Math.max(end, ...parts.map((part) => part.endLine));
  const tokens = snippetTokens(sentChars(file.index, startLine, endLine) - 1, file.index.path);
  return { file, startLine, endLine, tokens, score: parts.reduce((sum, part) => sum + part.score, score) };
}

function worthOf(
  block: number,
  files: readonly ReachableFile[],
  blocks: RatedBlocks,
  { likeness, wanted, nameWorth }: ChooseOptions,
  scratch: Scratch,
  adjoins: boolean,
): number {
  const index = files[blocks.file[block] ?? 0]?.index;
  if (!index) return 0;
  const number = blocks.block[block] ?? 0;
  const stop = index.offsets[index.blocks[number + 1] ?? 0] ?? 0;
  const mark = scratch.nextMark();
  let names = 0;
  for (let at = index.offsets[index.blocks[number] ?? 0] ?? 0; at < stop; at++) {
    const id = (index.occurrences[at] ?? 0) >> occurrenceBits;
    const candidate = scratch.candidates[id] ?? -1;
    if (candidate < 0 || scratch.marks[id] === mark) continue;
    scratch.marks[id] = mark;
    names += wanted[candidate] ?? 0;
  }
  const chars = (index.blockChars[number] ?? 0) + (adjoins ? 0 : index.path.length + headerChars);
  return ((likeness[block] ?? 0) + nameWorth * names) / chars;
}

function takeNames(block: number, files: readonly ReachableFile[], blocks: RatedBlocks, { candidates }: Scratch): void {
  const index = files[blocks.file[block] ?? 0]?.index;
  if (!index) return;
  const number = blocks.block[block] ?? 0;
  const stop = index.offsets[index.blocks[number + 1] ?? 0] ?? 0;
  for (let at = index.offsets[index.blocks[number] ?? 0] ?? 0; at < stop; at++) {
    candidates[(index.occurrences[at] ?? 0) >> occurrenceBits] = -1;
  }
}
