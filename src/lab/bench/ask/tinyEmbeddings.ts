import { createTokenizer } from "../../../core/ask/index/chunkTerms.ts";
import { relatedWords } from "../../../core/ask/vocabulary/relatedWords.ts";
import { textHash } from "../../../core/util/textHash.ts";

const word = /[\p{L}\p{N}_$]+/gu;
const dimensions = 256;
const relatedShare = 0.5;
const commonDamping = 0.5;
const tokenize = createTokenizer();
const directions = new Map<string, Float32Array>();

/**
 * Stands in for an embeddings model, of which none can be had here: a text is the sum of fixed random directions of its
 * stems and of words related to them. It tests the way of vectors from texts to a second list, not what a model is worth.
 */
export function embedTiny(text: string): readonly number[] {
  const counts = new Map<string, number>();
  const add = (term: string, times: number) => counts.set(term, (counts.get(term) ?? 0) + times);
  for (const [each] of text.matchAll(word)) {
    for (const term of tokenize(each)) {
      add(term, 1);
      for (const related of relatedWords(term)) add(related, relatedShare);
    }
  }
  const vector = new Float32Array(dimensions);
  for (const [term, times] of counts) {
    const direction = directionOf(term);
    const weight = times ** commonDamping / Math.max(1, 6 - term.length);
    for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + weight * (direction[d] ?? 0);
  }
  return [...vector];
}

function directionOf(term: string): Float32Array {
  const known = directions.get(term);
  if (known) return known;
  let seed = Number.parseInt(textHash(term).slice(-8), 36) % 2 ** 32;
  const direction = Float32Array.from({ length: dimensions }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  });
  directions.set(term, direction);
  return direction;
}
