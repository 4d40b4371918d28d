import { languages } from "../code/languages/languages.ts";
import type { Cursor } from "../types/cursor.ts";
import type { RetrievalOptions, Retriever } from "../types/retriever.ts";
import type { Snippet } from "../types/snippet.ts";
import type { RecentFile } from "../types/source.ts";
import { type ChosenWindow, chooseBlocks } from "./choose/chooseBlocks.ts";
import { chooseNames } from "./choose/chooseNames.ts";
import { shortlistBlocks } from "./choose/shortlistBlocks.ts";
import { sentText } from "./index/sentLines.ts";
import { SourceIndex } from "./index/sourceIndex.ts";
import { fittedWeights, type RetrievalWeights } from "./rate/fittedWeights.ts";
import { chances } from "./rate/logistic.ts";
import { readQuery } from "./rate/query.ts";
import { rateBlocks } from "./rate/rateBlocks.ts";
import { rateNames } from "./rate/rateNames.ts";
import { reachableFiles } from "./rate/reachableFile.ts";
import { Scratch } from "./rate/scratch.ts";
import { weighNames } from "./rate/weighNames.ts";

/** Parameters of retrieval that were measured; see docs/measurements/retrieval.md. */
export interface RetrievalTuning {
  readonly weights: RetrievalWeights;
  /** Share of the token budget that is reserved for the outline of names, in [0, 1]. */
  readonly outlineShare: number;
  /** Value of a wanted name in a block, where a line like the wanted one has the value 1. */
  readonly nameWorth: number;
  /** Blocks with less value per character are not sent. */
  readonly leastBlockWorth: number;
  /** Names with a lower probability per character are not sent. */
  readonly leastNameWorth: number;
  /** Whether snippets may come from parts of the current file that the prompt does not contain. */
  readonly fromCurrent: boolean;
}

/**
 * Chosen on the development cases with `npm run replay -- --data DIR --retrieval-only`. The alternatives are in
 * docs/measurements/retrieval.md.
 */
export const defaultTuning: RetrievalTuning = {
  weights: fittedWeights,
  outlineShare: 0.35,
  nameWorth: 0.5,
  leastBlockWorth: 0.00002,
  leastNameWorth: 0.00001,
  fromCurrent: true,
};

/**
 * Creates a retriever: an incremental index of the learned files, and a query that chooses windows of code and an
 * outline of names by value per token. It is deterministic and returns nothing if nothing is worth its tokens.
 */
export function createRetriever(tuning: RetrievalTuning = defaultTuning): Retriever {
  const index = new SourceIndex();
  const scratch = new Scratch();
  return {
    learn: (file) => index.learn(file),
    edit: (uri, version, edits) => index.edit(uri, version, edits),
    forget: (uri) => index.forget(uri),
    versionOf: (uri) => index.versionOf(uri),
    get bytes() {
      return index.bytes + scratch.bytes;
    },
    retrieve: (cursor, recent, options) => retrieve({ cursor, recent, options }, tuning, index, scratch),
  };
}

interface Request {
  readonly cursor: Cursor;
  readonly recent: readonly RecentFile[];
  readonly options: RetrievalOptions;
}

function retrieve(
  { cursor, recent, options }: Request,
  tuning: RetrievalTuning,
  index: SourceIndex,
  scratch: Scratch,
): readonly Snippet[] {
  const { symbols } = index;
  const { weights, nameWorth, outlineShare } = tuning;
  const query = readQuery(cursor);
  const files = reachableFiles(query, recent, index).filter((file) => tuning.fromCurrent || !file.isCurrent);
  const querySum = weighNames(query, index, scratch);
  const blocks = rateBlocks(query, files, querySum, scratch);
  const likeness = chances(blocks.features, scratch.floats("likeness", blocks.count), blocks.count, weights.block);
  const shortlist = shortlistBlocks(files, blocks, likeness, scratch);
  const names = rateNames(query, files, symbols, blocks, shortlist, scratch);
  const wanted = chances(names.features, scratch.floats("wanted", names.count), names.count, weights.name);
  const windows = chooseBlocks(
    files,
    blocks,
    shortlist,
    {
      maxTokens: Math.floor(options.maxTokens * (1 - outlineShare)),
      likeness,
      wanted,
      nameWorth,
      leastWorth: tuning.leastBlockWorth,
    },
    scratch,
  );
  const used = windows.reduce((sum, window) => sum + window.tokens, 0);
  const outline = chooseNames(
    { files, names, wanted, symbols, scratch, commonNames: languages.of(cursor.languageId).commonNames },
    { maxTokens: options.maxTokens - used, leastWorth: tuning.leastNameWorth, nameWorth },
  );
  const snippets = windows.map(windowSnippet);
  return [...snippets, ...outline].sort(
    (a, b) => b.score - a.score || compare(a.uri, b.uri) || a.startLine - b.startLine,
  );
}

function windowSnippet({ file, startLine, endLine, tokens, score }: ChosenWindow): Snippet {
  const { uri, path, languageId } = file.index;
  const text = sentText(file.index, { startLine, endLine });
  return { kind: "window", uri, path, languageId, startLine, endLine, text, score, tokens };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
