import type { Query } from "./query.ts";
import { inverseFrequency, type TermStatistics } from "./scoreChunks.ts";

/** A name in the question that the code does not contain counts this much more than another word. */
const nameWeight = 2;
/**
 * Below this confidence nothing in the workspace is likely to answer. On the questions of `npm run bench:ask` it holds
 * for 2 of 8 without an answer and none of 73 with one; docs/measurements/ask-index.md.
 */
export const likelyConfidence = 0.6;

/** What the words of a query found. */
export interface FoundByWords {
  /** Score of the best chunk, 0 if none was found. */
  readonly best: number;
  /** Inverse document frequency of each group of the query. */
  readonly rarity: readonly number[];
}

/**
 * How much of what the question asks for the best chunk contains, about 1 for a good answer: its score over the rarity
 * of the question's words, where words that occur nowhere are the rarest of all.
 */
export function confidenceOf(index: TermStatistics, query: Query, { best, rarity }: FoundByWords): number {
  const unseen = Math.log(1 + index.chunkCount / 0.5);
  let wanted = 0;
  for (const [at, { own, terms }] of query.groups.entries()) {
    if (own === undefined || query.isForeign) {
      wanted += query.isForeign ? (rarity[at] ?? 0) : 0;
      continue;
    }
    const weight = terms.get(own) ?? 1;
    wanted += (inverseFrequency(index, own) || unseen) * weight * (query.names.has(own) ? nameWeight : 1);
  }
  return best / Math.max(1, wanted);
}
