import { occurrenceBits } from "../../code/occurrence.ts";
import type { LineRange } from "../../types/source.ts";
import { sentChars } from "../index/sentLines.ts";
import type { RatedBlocks } from "../rate/rateBlocks.ts";
import type { ReachableFile } from "../rate/reachableFile.ts";
import type { Scratch } from "../rate/scratch.ts";
import { Tournament } from "./tournament.ts";

/** Characters of a token, of a snippet's line ends and comment marks: how a snippet is charged. */
export const charsPerToken = 4;
export const headerChars = 5;

/** Tokens a snippet costs: its text and a header with its path. */
export function snippetTokens(textChars: number, path: string): number {
  return Math.ceil((textChars + path.length + headerChars) / charsPerToken);
}

/** Consecutive blocks of a file that are sent as one snippet. */
export interface ChosenWindow extends LineRange {
  readonly file: ReachableFile;
  readonly tokens: number;
  readonly score: number;
}

export interface ChooseOptions {
  readonly maxTokens: number;
  /** Chance of each block to hold a line much like the one wanted. */
  readonly likeness: Float32Array;
  /** Chance of each candidate name to be wanted. */
  readonly wanted: Float32Array;
  /** What a wanted name counts beside a line like the wanted one. */
  readonly nameWorth: number;
  /** Blocks worth less than this per character are not sent. */
  readonly leastWorth: number;
}

/**
 * Takes blocks by worth per character until the budget is spent or the next is not worth its tokens. A block is worth
 * its likeness and the wanted names it brings that no chosen one has brought yet. Blocks side by side become one
 * window and share its header. Names brought are marked in `scratch.candidates` as -1.
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
    // At best it joins two windows and saves the header of one.
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
    if (now < worth * 0.999) {
      // Others have brought some of its names since it was weighed.
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
    // The shortlist is in the order of the blocks, so neighbours stand side by side in it.
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
