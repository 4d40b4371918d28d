import type { ScoredChunk } from "./scoreChunks.ts";

/** Damps the first ranks in reciprocal rank fusion (Cormack, Clarke & Büttcher 2009). */
const fusionConstant = 60;
/**
 * Weight of the list of meanings; that of words is 1. With equal weights, a poor model costs a tenth of the answers
 * (`npm run bench:ask`, "tiny model").
 */
const meaningWeight = 0.5;
/** Chunks of a list that count. */
const mostFused = 200;

/**
 * Puts two lists of chunks into one order by reciprocal rank fusion; scores are the fused ones.
 * @param byWords best first
 * @param byMeaning numbers of chunks, best first
 * @param chunkOf returns the chunk of a number
 */
export function fuse(
  byWords: readonly ScoredChunk[],
  byMeaning: readonly number[],
  chunkOf: (number: number) => ScoredChunk["chunk"] | undefined,
): readonly ScoredChunk[] {
  const scores = new Map<number, number>();
  const add = (number: number, rank: number, weight: number) =>
    scores.set(number, (scores.get(number) ?? 0) + weight / (fusionConstant + rank));
  for (const [rank, { chunk }] of byWords.slice(0, mostFused).entries()) add(chunk.number, rank + 1, 1);
  for (const [rank, number] of byMeaning.slice(0, mostFused).entries()) add(number, rank + 1, meaningWeight);
  const fused = [...scores].flatMap(([number, score]) => {
    const chunk = chunkOf(number);
    return chunk ? [{ chunk, score }] : [];
  });
  return fused.sort((a, b) => b.score - a.score || a.chunk.number - b.chunk.number);
}
