import type { AskRequest } from "./askFiles.ts";
import type { CommitIndex } from "./history/commitIndex.ts";
import type { ChunkIndex } from "./index/chunkIndex.ts";
import { confidenceOf } from "./rank/confidence.ts";
import { fuse } from "./rank/fuse.ts";
import { buildQuery, type Query } from "./rank/query.ts";
import { byScore, type ScoredChunk, type ScoreOptions, scoreChunks } from "./rank/scoreChunks.ts";
import { type PassageSpan, selectPassages } from "./rank/selectPassages.ts";
import type { TextVectors } from "./vectors/textVectors.ts";

/** What an index knows beside the words of files; each part is left out until it has been learnt. */
export interface IndexKnowledge {
  readonly commits: CommitIndex | undefined;
  readonly vectors: TextVectors | undefined;
}

export interface SearchResult {
  readonly query: Query;
  /** Inverse document frequency of each of the query's groups. */
  readonly rarity: readonly number[];
  /** Best first. */
  readonly passages: readonly PassageSpan[];
  /** About 1 for a good answer; see `confidenceOf`. */
  readonly confidence: number;
}

export interface SearchOptions {
  readonly limit: number;
  readonly recency?: NonNullable<ScoreOptions["recency"]>;
  /** Whether synonyms and translations are searched for, too. */
  readonly expand?: boolean;
  /** Numbers of chunks that an embeddings model finds, best first: a second list. */
  readonly byMeaning?: readonly number[] | undefined;
  /** Takes the place of the query that the question makes. */
  readonly query?: Query;
}

/** Share of the greatest possible score that likeness of meaning adds: `npm run bench:ask -- --data DIR`. */
export const likenessWeight = 0.5;
/** Chunks whose likeness is looked at: those with the best scores by words. */
export const mostCompared = 2_000;

/** Ranks the chunks of an index against a question. */
export function searchIndex(
  request: AskRequest,
  index: ChunkIndex,
  { commits, vectors }: IndexKnowledge,
  {
    limit,
    recency = () => undefined,
    expand = true,
    byMeaning,
    query = buildQuery(request, { expand }),
  }: SearchOptions,
): SearchResult {
  const prior = commits?.filePrior(query);
  const scores = scoreChunks(index, query, { recency, ...(prior && { filePrior: prior }) });
  const total = scores.rarity.reduce((sum, rarity) => sum + rarity, 0);
  const byWords = vectors ? byLikeness(scores.ranked, query, vectors, likenessWeight * total) : scores.ranked;
  const ranked = byMeaning ? fuse(byWords, byMeaning, (number) => index.chunk(number)) : byWords;
  return {
    query,
    rarity: scores.rarity,
    passages: selectPassages(ranked, limit),
    confidence: confidenceOf(index, query, { best: scores.ranked[0]?.score ?? 0, rarity: scores.rarity }),
  };
}

function byLikeness(
  ranked: readonly ScoredChunk[],
  query: Query,
  vectors: TextVectors,
  weight: number,
): readonly ScoredChunk[] {
  const likeness = vectors.likeness(query);
  const compared = ranked.slice(0, mostCompared);
  return compared.map(({ chunk, score }) => ({ chunk, score: score + weight * likeness(chunk.number) })).sort(byScore);
}
