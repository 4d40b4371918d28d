import { shortlistBlocks } from "../../core/retrieval/choose/shortlistBlocks.ts";
import { isSent } from "../../core/retrieval/index/sentLines.ts";
import { SourceIndex } from "../../core/retrieval/index/sourceIndex.ts";
import { chances } from "../../core/retrieval/rate/logistic.ts";
import { readQuery } from "../../core/retrieval/rate/query.ts";
import { blockFeatureCount, type RatedBlocks, rateBlocks } from "../../core/retrieval/rate/rateBlocks.ts";
import { nameFeatureCount, rateNames } from "../../core/retrieval/rate/rateNames.ts";
import { type ReachableFile, reachableFiles } from "../../core/retrieval/rate/reachableFile.ts";
import { Scratch } from "../../core/retrieval/rate/scratch.ts";
import { weighNames } from "../../core/retrieval/rate/weighNames.ts";
import { recentOf } from "./contender.ts";
import { editSimilarity } from "./editSimilarity.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import type { FitRows } from "./logisticFit.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import { fullTargetLine } from "./retrievalScore.ts";
import { randomFrom } from "./statistics.ts";
import { createWantedFinder } from "./wantedIdentifiers.ts";

/** Edit similarity from which a block counts as containing a line like the wanted one. */
const alike = 0.6;
/** Shares of negative examples that are kept. Their weights are increased accordingly. */
const keptBlocks = 0.15;
const keptNames = 0.06;

/** Examples of one case for the two models of retrieval. */
export interface CaseExamples {
  readonly replayCase: ReplayCase;
  readonly blocks: FitRows;
  readonly names: FitRows;
}

/**
 * Creates the examples of each case. Those of names depend on the shortlisted blocks, so a model of blocks is a
 * parameter.
 */
export function* makeExamples(cases: readonly ReplayCase[], blockWeights: readonly number[]): Generator<CaseExamples> {
  const index = new SourceIndex();
  const scratch = new Scratch();
  const feed = new LearnerFeed([index]);
  const wantedOf = createWantedFinder();
  const random = randomFrom(1);
  for (const replayCase of cases) {
    for (const _ of feed.open(replayCase));
    const query = readQuery(cursorOf(replayCase));
    const files = reachableFiles(query, recentOf(replayCase), index);
    const sum = weighNames(query, index, scratch);
    const blocks = rateBlocks(query, files, sum, scratch);
    const likeness = chances(blocks.features, scratch.floats("likeness", blocks.count), blocks.count, blockWeights);
    const shortlist = shortlistBlocks(files, blocks, likeness, scratch);
    const names = rateNames(query, files, index.symbols, blocks, shortlist, scratch);
    const target = fullTargetLine(replayCase);
    const wanted = new Set(wantedOf(replayCase).line);
    yield {
      replayCase,
      blocks: thin(blocks.features, blocks.count, blockFeatureCount, keptBlocks, random, (block) =>
        isAlike(target, files, blocks, block),
      ),
      names: thin(names.features, names.count, nameFeatureCount, keptNames, random, (name) =>
        wanted.has(index.symbols.nameOf(names.ids[name] ?? 0)),
      ),
    };
  }
}

function isAlike(target: string, files: readonly ReachableFile[], blocks: RatedBlocks, block: number): boolean {
  const file = files[blocks.file[block] ?? 0]?.index;
  if (!file) return false;
  const number = blocks.block[block] ?? 0;
  for (let line = file.blocks[number] ?? 0; line < (file.blocks[number + 1] ?? 0); line++) {
    const text = file.lines[line]?.trim() ?? "";
    if (isSent(file.kinds[line]) && text.length > 3 && editSimilarity(target, text, alike - 0.001) >= alike)
      return true;
  }
  return false;
}

function thin(
  features: Float32Array,
  count: number,
  width: number,
  kept: number,
  random: () => number,
  isWanted: (row: number) => boolean,
): FitRows {
  const rows: number[] = [];
  const labels: number[] = [];
  for (let row = 0; row < count; row++) {
    const wanted = isWanted(row);
    if (!wanted && random() > kept) continue;
    rows.push(row);
    labels.push(wanted ? 1 : 0);
  }
  const chosen = new Float64Array(rows.length * width);
  for (const [place, row] of rows.entries())
    chosen.set(features.subarray(row * width, (row + 1) * width), place * width);
  const weights = Float64Array.from(labels, (label) => (label === 1 ? 1 : 1 / kept));
  return { width, features: chosen, labels: Float64Array.from(labels), weights };
}

/** Concatenates the rows of several cases. */
export function joinRows(parts: readonly FitRows[]): FitRows {
  const width = parts[0]?.width ?? 0;
  const total = parts.reduce((sum, part) => sum + part.labels.length, 0);
  const rows = {
    width,
    features: new Float64Array(total * width),
    labels: new Float64Array(total),
    weights: new Float64Array(total),
  };
  let at = 0;
  for (const part of parts) {
    rows.features.set(part.features, at * width);
    rows.labels.set(part.labels, at);
    rows.weights.set(part.weights, at);
    at += part.labels.length;
  }
  return rows;
}
