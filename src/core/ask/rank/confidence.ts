import type { ChunkIndex } from "../index/chunkIndex.ts";
import type { Query } from "./query.ts";
import { inverseFrequency, type Scores } from "./scoreChunks.ts";

/** A name in the question that the code does not contain counts this much more than another word. */
const nameWeight = 2;

/**
 * How much of what the question asks for the best chunk contains, about 1 for a good answer: its score over the rarity
 * of the question's words, where words that occur nowhere are the rarest of all.
 */
export function confidenceOf(index: ChunkIndex, query: Query, { ranked, rarity }: Scores): number {
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
  return (ranked[0]?.score ?? 0) / Math.max(1, wanted);
}
