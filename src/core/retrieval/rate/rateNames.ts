import { occurrence, occurrenceBits } from "../../code/occurrence.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { RetrievalQuery } from "./query.ts";
import {
  blockColumn,
  blockFeatureCount,
  middleRank,
  middleWeight,
  type RatedBlocks,
  recencyOf,
  saturate,
} from "./rateBlocks.ts";
import type { ReachableFile } from "./reachableFile.ts";
import type { Scratch } from "./scratch.ts";

/** Features of a name that the prompt lacks. */
export const nameFeatures = [
  "recency", "rank", "editedRecency",
  /** Highest overlap with the query among the shortlisted blocks that contain it. */
  "overlap",
  /** Weight of the sub-words that it shares with names of the query. */
  "related",
  /** It occurs as a member of the name before the cursor's member operator. */
  "ofReceiver",
  /** Fraction of uses as a member; the next two repeat it only if the cursor is, or is not, after a dot. */
  "member", "memberWanted", "memberUnwanted",
  /** Highest `fileCover` of the files that contain it. */
  "fileCover",
] as const; // biome-ignore format: a list
export const nameFeatureCount = nameFeatures.length;

function nameColumn(name: (typeof nameFeatures)[number]): number {
  return nameFeatures.indexOf(name);
}

const recencyColumn = nameColumn("recency");
const rankColumn = nameColumn("rank");
const editedRecencyColumn = nameColumn("editedRecency");
const overlapColumn = nameColumn("overlap");
const relatedColumn = nameColumn("related");
const ofReceiverColumn = nameColumn("ofReceiver");
const memberColumn = nameColumn("member");
const memberWantedColumn = nameColumn("memberWanted");
const memberUnwantedColumn = nameColumn("memberUnwanted");
const fileCoverColumn = nameColumn("fileCover");
/** These columns hold counts until {@link finish} replaces them by the features. */
const occurrencesColumn = memberWantedColumn;
const declaredColumn = memberUnwantedColumn;

const blockOverlapColumn = blockColumn("overlap");

/** Candidate names as parallel arrays. */
export interface RatedNames {
  readonly count: number;
  readonly ids: Int32Array;
  /** Index of the file that represents it: the most recent one that declares it, else the most recent one. */
  readonly file: Int32Array;
  /** Index among that file's distinct names. */
  readonly place: Int32Array;
  readonly features: Float32Array;
}

/** Shorter names, in characters, are not candidates. */
const shortestName = 3;

/**
 * Computes the features of all names of the files that the prompt lacks.
 * @param shortlist the blocks whose overlap counts
 */
export function rateNames(
  query: RetrievalQuery,
  files: readonly ReachableFile[],
  symbols: SymbolTable,
  blocks: RatedBlocks,
  shortlist: Int32Array,
  scratch: Scratch,
): RatedNames {
  const most = Math.min(
    symbols.size,
    files.reduce((sum, file) => sum + file.index.names.ids.length, 0),
  );
  const table = {
    ids: scratch.integers("nameId", most),
    file: scratch.integers("nameFile", most),
    place: scratch.integers("namePlace", most),
    features: scratch.floats("names", most * nameFeatureCount),
  };
  let count = 0;
  for (const [place, file] of files.entries()) {
    count = countFile(file, place, blocks.covers[place] ?? 0, count, table, symbols, scratch);
  }
  noteEdited(files, table.features, scratch);
  noteBlocks(query, files, blocks, shortlist, table.features, symbols, scratch);
  finish(query, table, count, scratch);
  return { count, ...table };
}

type NameTable = Omit<RatedNames, "count">;

function countFile(
  file: ReachableFile,
  place: number,
  cover: number,
  first: number,
  table: NameTable,
  symbols: SymbolTable,
  scratch: Scratch,
): number {
  const { ids, counts, facts, members } = file.index.names;
  const { features } = table;
  const { shown, candidates } = scratch;
  const recency = file.isCurrent ? 0 : recencyOf(file);
  const nearness = file.isCurrent ? 0 : 1 - saturate(file.rank, middleRank);
  let end = first;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    if (shown[id] || (facts[at] ?? 0) & occurrence.quoted) continue;
    let candidate = candidates[id] ?? -1;
    const declares = ((facts[at] ?? 0) & occurrence.declared) !== 0;
    if (candidate < 0) {
      if (symbols.lengthOf(id) < shortestName) continue;
      candidate = end++;
      candidates[id] = candidate;
      table.ids[candidate] = id;
      table.file[candidate] = place;
      table.place[candidate] = at;
    }
    const row = candidate * nameFeatureCount;
    if (declares && features[row + declaredColumn] === 0) {
      table.file[candidate] = place;
      table.place[candidate] = at;
      features[row + declaredColumn] = 1;
    }
    if (recency > (features[row + recencyColumn] ?? 0)) features[row + recencyColumn] = recency;
    if (nearness > (features[row + rankColumn] ?? 0)) features[row + rankColumn] = nearness;
    features[row + occurrencesColumn] = (features[row + occurrencesColumn] ?? 0) + (counts[at] ?? 0);
    features[row + memberColumn] = (features[row + memberColumn] ?? 0) + (members[at] ?? 0);
    if (cover > (features[row + fileCoverColumn] ?? 0)) features[row + fileCoverColumn] = cover;
  }
  return end;
}

function noteEdited(files: readonly ReachableFile[], features: Float32Array, { candidates }: Scratch): void {
  for (const file of files) {
    const { offsets, occurrences, lines } = file.index;
    const recency = recencyOf(file);
    for (const { startLine, endLine } of file.edited) {
      const stop = offsets[Math.min(endLine, lines.length)] ?? 0;
      for (let at = offsets[startLine] ?? stop; at < stop; at++) {
        const candidate = candidates[(occurrences[at] ?? 0) >> occurrenceBits] ?? -1;
        if (candidate < 0) continue;
        const place = candidate * nameFeatureCount + editedRecencyColumn;
        if (recency > (features[place] ?? 0)) features[place] = recency;
      }
    }
  }
}

function noteBlocks(
  query: RetrievalQuery,
  files: readonly ReachableFile[],
  blocks: RatedBlocks,
  shortlist: Int32Array,
  features: Float32Array,
  symbols: SymbolTable,
  { candidates }: Scratch,
): void {
  const receiver = query.receiver === undefined ? -1 : (symbols.idOf(query.receiver) ?? -1);
  for (const block of shortlist) {
    const file = files[blocks.file[block] ?? 0];
    if (!file) continue;
    const { offsets, occurrences, blocks: starts } = file.index;
    const number = blocks.block[block] ?? 0;
    const row = block * blockFeatureCount;
    const overlap = blocks.features[row + blockOverlapColumn] ?? 0;
    const stop = offsets[starts[number + 1] ?? 0] ?? 0;
    let previous = -1;
    for (let at = offsets[starts[number] ?? 0] ?? 0; at < stop; at++) {
      const packed = occurrences[at] ?? 0;
      const id = packed >> occurrenceBits;
      const candidate = candidates[id] ?? -1;
      if (candidate >= 0) {
        const place = candidate * nameFeatureCount;
        if (overlap > (features[place + overlapColumn] ?? 0)) features[place + overlapColumn] = overlap;
        if (previous === receiver && receiver >= 0 && packed & occurrence.member)
          features[place + ofReceiverColumn] = 1;
      }
      previous = id;
    }
  }
}

function finish(query: RetrievalQuery, { ids, features }: NameTable, count: number, { weights }: Scratch): void {
  for (let candidate = 0; candidate < count; candidate++) {
    const id = ids[candidate] ?? 0;
    const row = candidate * nameFeatureCount;
    const member = (features[row + memberColumn] ?? 0) / (features[row + occurrencesColumn] || 1);
    features[row + relatedColumn] = saturate(Math.max(0, -(weights[id] ?? 0)), middleWeight);
    features[row + memberColumn] = member;
    features[row + memberWantedColumn] = query.afterMember ? member : 0;
    features[row + memberUnwantedColumn] = query.afterMember ? 0 : member;
  }
}
