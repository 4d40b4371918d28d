import { chunkTerms, type Tokenize } from "../index/chunkTerms.ts";
import type { IndexedChunk, MemoryIndex } from "../index/memoryIndex.ts";
import type { Query } from "../rank/query.ts";
import { principalTerms, type SparseText } from "./principalTerms.ts";

/**
 * Vectors of terms learnt from the workspace itself: latent semantic indexing (Deerwester et al. 1990) of its chunks and
 * commit messages. Terms that occur in the same places get similar vectors, so a question finds code in other words.
 */
export interface TextVectors {
  /** Cosine of a query and a chunk, which may have been added since the vectors were learnt. */
  likeness(query: Query): (chunk: IndexedChunk) => number;
}

/** A commit message as terms, with the terms of the paths it changed. */
export type CommitTerms = ReadonlyMap<string, number>;

/** Bounds of time and memory: more terms and texts are left out, the rarest and the last ones. */
const mostTerms = 30_000;
const mostTexts = 40_000;
/** Terms in one text only link nothing, terms in this share of all texts link everything. */
const commonShare = 0.3;

/**
 * Learns vectors from all chunks of an index.
 * @param dimensions length of a vector
 * @param pause resolves once other work has had the thread
 */
export async function learnTextVectors(
  index: MemoryIndex,
  commits: readonly CommitTerms[],
  dimensions: number,
  pause: () => Promise<void>,
): Promise<TextVectors> {
  const vocabulary = vocabularyOf(index, commits);
  const chunks = index.chunks().slice(0, mostTexts);
  const texts = [
    ...chunkTexts(index, vocabulary, chunks),
    ...commits.slice(0, mostTexts / 2).map((terms) => sparse(terms, vocabulary)),
  ];
  const basis = await principalTerms(texts, vocabulary.size, dimensions, pause);
  const project = (text: SparseText) => unitVector(text, basis, dimensions);
  const byChunk = new WeakMap<IndexedChunk, Float32Array>();
  for (const [at, chunk] of chunks.entries()) {
    const text = texts[at];
    if (text) byChunk.set(chunk, project(text));
  }
  return {
    likeness(query) {
      const asked = project(sparse(weightsOf(query), vocabulary, false));
      return (chunk) => {
        const known = byChunk.get(chunk) ?? project(sparse(termsOf(chunk, index.tokenize), vocabulary));
        byChunk.set(chunk, known);
        return Math.max(0, dot(asked, known));
      };
    },
  };
}

function termsOf(chunk: IndexedChunk, tokenize: Tokenize): ReadonlyMap<string, number> {
  return chunkTerms(chunk.file.path, chunk.file.text.split(/\r\n|\n|\r/), chunk, tokenize).counts;
}

interface VocabularyEntry {
  readonly number: number;
  readonly rarity: number;
}

type Vocabulary = ReadonlyMap<string, VocabularyEntry>;

function vocabularyOf(index: MemoryIndex, commits: readonly CommitTerms[]): Vocabulary {
  const frequency = new Map<string, number>();
  index.eachTerm((term, count) => frequency.set(term, count));
  for (const terms of commits) for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const texts = index.chunkCount + commits.length;
  const kept = [...frequency].filter(([, count]) => count > 1 && count < texts * commonShare);
  const largest = kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostTerms);
  return new Map(largest.map(([term, count], number) => [term, { number, rarity: Math.log(texts / count) }]));
}

function chunkTexts(
  index: MemoryIndex,
  vocabulary: Vocabulary,
  chunks: readonly IndexedChunk[],
): readonly SparseText[] {
  const terms = new Map(chunks.map((chunk) => [chunk, { numbers: [] as number[], weights: [] as number[] }]));
  for (const [term, { number, rarity }] of vocabulary) {
    index.each(term, (_, chunk, times) => {
      const text = terms.get(chunk);
      text?.numbers.push(number);
      text?.weights.push((1 + Math.log(Math.max(1, times))) * rarity);
    });
  }
  return [...terms.values()].map(normalised);
}

function sparse(terms: ReadonlyMap<string, number>, vocabulary: Vocabulary, isText = true): SparseText {
  const numbers: number[] = [];
  const weights: number[] = [];
  for (const [term, times] of terms) {
    const entry = vocabulary.get(term);
    if (!entry) continue;
    numbers.push(entry.number);
    weights.push((isText ? 1 + Math.log(Math.max(1, times)) : times) * entry.rarity);
  }
  return normalised({ numbers, weights });
}

function normalised({ numbers, weights }: SparseText): SparseText {
  const norm = Math.hypot(...weights) || 1;
  return { numbers, weights: weights.map((weight) => weight / norm) };
}

function weightsOf(query: Query): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { terms } of query.groups) {
    for (const [term, weight] of terms) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  }
  return weights;
}

function unitVector({ numbers, weights }: SparseText, basis: Float32Array, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [at, number] of numbers.entries()) {
    const weight = weights[at] ?? 0;
    const start = number * dimensions;
    for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + weight * (basis[start + d] ?? 0);
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

function dot(one: Float32Array, other: Float32Array): number {
  let product = 0;
  for (let at = 0; at < one.length; at++) product += (one[at] ?? 0) * (other[at] ?? 0);
  return product;
}
