import type { AddedChunk, ChunkIndex } from "../index/chunkIndex.ts";
import type { Query } from "../rank/query.ts";
import { principalTerms, type SparseText } from "./principalTerms.ts";
import { VectorTable } from "./vectorTable.ts";

/** A commit message as terms, with the terms of the paths it changed. */
export type CommitTerms = ReadonlyMap<string, number>;

/** Vectors of terms, from which those of texts are made. */
export interface TermVectors {
  readonly dimensions: number;
  /** Chunks that the index had when they were learnt. */
  readonly learntFrom: number;
  readonly terms: readonly string[];
  /** Inverse document frequency by number of the term. */
  readonly rarities: Float32Array;
  /** One vector after the other, in the order of the terms. */
  readonly basis: Float32Array;
}

/** Numbers in a vector: 64 lose half of the gain, 256 gain nothing more (docs/measurements/ask-index.md). */
export const termDimensions = 128;
/** Vectors of terms are learnt again when the index has grown or shrunk by this factor since. */
const relearnFactor = 1.3;

/** Whether vectors that were learnt earlier still fit an index with `chunkCount` chunks. */
export function fitsSize({ learntFrom }: Pick<TermVectors, "learntFrom">, chunkCount: number): boolean {
  return chunkCount < learntFrom * relearnFactor && learntFrom < chunkCount * relearnFactor;
}

/** Bounds of time and memory: more terms and texts are left out, the rarest and the last ones. */
const mostTerms = 30_000;
const mostTexts = 40_000;
/** Terms in one text only link nothing, terms in this share of all texts link everything. */
const commonShare = 0.3;
/** Terms between two pauses. */
const slice = 200;
/** Chunks whose vectors are summed at the same time: 128 numbers each take 50 MB. */
const chunksAtOnce = 100_000;

/**
 * Learns vectors of terms from the chunks of an index and from commit messages: latent semantic indexing (Deerwester et
 * al. 1990). Terms that occur in the same places get similar vectors, so a question finds code in other words.
 * @param dimensions length of a vector
 * @param pause resolves once other work has had the thread
 */
export async function learnTermVectors(
  index: ChunkIndex,
  commits: readonly CommitTerms[],
  dimensions: number,
  pause: () => Promise<void>,
): Promise<TermVectors> {
  const known = await vocabularyOf(index, commits);
  const texts = [
    ...(await chunkTexts(index, known, pause)),
    ...commits.slice(0, mostTexts / 2).map((terms) => sparse(terms, known)),
  ];
  const basis = await principalTerms(texts, known.terms.length, dimensions, pause);
  return { dimensions, learntFrom: index.chunkCount, terms: known.terms, rarities: known.rarities, basis };
}

/** Vectors of the chunks of an index, by which chunks are compared to a question. */
export class TextVectors {
  readonly #terms: TermVectors;
  readonly #vocabulary: Vocabulary;
  readonly #table: VectorTable;

  constructor(terms: TermVectors) {
    this.#terms = terms;
    this.#vocabulary = { ...terms, numbers: new Map(terms.terms.map((term, number) => [term, number])) };
    this.#table = new VectorTable(terms.dimensions);
  }

  /** Makes the vectors of all chunks from the vectors of their terms. */
  static async of(terms: TermVectors, index: ChunkIndex, pause: () => Promise<void>): Promise<TextVectors> {
    const vectors = new TextVectors(terms);
    for (let first = 0; first < index.numberLimit; first += chunksAtOnce) await vectors.#project(index, first, pause);
    return vectors;
  }

  /** Adds the vectors of chunks that were added to the index. */
  add(chunks: readonly AddedChunk[]): void {
    for (const { number, counts } of chunks) this.#table.set(number, this.ofText(counts));
  }

  /** The vector of a text. @param counts weighted occurrences by term */
  ofText(counts: ReadonlyMap<string, number>): Float32Array {
    return this.#vectorOf(sparse(counts, this.#vocabulary));
  }

  /** The vector of a query; the vectors of its own terms suffice for it. */
  ofQuery(query: Query): Float32Array {
    return this.#vectorOf(sparse(weightsOf(query), this.#vocabulary, false));
  }

  /** Returns the cosine of a query and a chunk, at least 0; 0 for a chunk that has no vector. */
  likeness(query: Query): (chunk: number) => number {
    const cosine = this.#table.cosines(this.ofQuery(query));
    return (chunk) => Math.max(0, cosine(chunk));
  }

  async #project(index: ChunkIndex, first: number, pause: () => Promise<void>): Promise<void> {
    const { dimensions, terms, rarities, basis } = this.#terms;
    const limit = Math.min(index.numberLimit, first + chunksAtOnce);
    const sums = new Float32Array((limit - first) * dimensions);
    for (const [number, term] of terms.entries()) {
      if (number % slice === slice - 1) await pause();
      const { chunks, quarters, count } = index.postings(term);
      for (let at = 0; at < count; at++) {
        const chunk = chunks[at] ?? 0;
        if (chunk < first || chunk >= limit) continue;
        const weight = termWeight((quarters[at] ?? 0) / 4) * (rarities[number] ?? 0);
        const [to, from] = [(chunk - first) * dimensions, number * dimensions];
        for (let d = 0; d < dimensions; d++) sums[to + d] = (sums[to + d] ?? 0) + weight * (basis[from + d] ?? 0);
      }
    }
    for (let chunk = first; chunk < limit; chunk++)
      this.#table.set(chunk, sums.subarray((chunk - first) * dimensions, (chunk - first + 1) * dimensions));
  }

  #vectorOf({ numbers, weights }: SparseText): Float32Array {
    const { dimensions, basis } = this.#terms;
    const vector = new Float32Array(dimensions);
    for (const [at, number] of numbers.entries()) {
      const weight = weights[at] ?? 0;
      const start = number * dimensions;
      for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + weight * (basis[start + d] ?? 0);
    }
    return vector;
  }
}

interface Vocabulary {
  readonly terms: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
}

async function vocabularyOf(index: ChunkIndex, commits: readonly CommitTerms[]): Promise<Vocabulary> {
  const frequency = new Map<string, number>();
  const count = (term: string, times: number) => frequency.set(term, (frequency.get(term) ?? 0) + times);
  index.eachTerm(count);
  for (const terms of commits) for (const term of terms.keys()) count(term, 1);
  const texts = index.chunkCount + commits.length;
  const kept = [...frequency].filter(([, times]) => times > 1 && times < texts * commonShare);
  const largest = kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostTerms);
  return {
    terms: largest.map(([term]) => term),
    numbers: new Map(largest.map(([term], number) => [term, number])),
    rarities: Float32Array.from(largest, ([, times]) => Math.log(texts / times)),
  };
}

/** The first chunks of the index as numbers of terms. */
async function chunkTexts(
  index: ChunkIndex,
  { terms, rarities }: Vocabulary,
  pause: () => Promise<void>,
): Promise<readonly SparseText[]> {
  const texts = new Map<number, { numbers: number[]; weights: number[] }>();
  for (let number = 0; number < index.numberLimit && texts.size < mostTexts; number++)
    if (index.table.fileOf(number) >= 0) texts.set(number, { numbers: [], weights: [] });
  for (const [number, term] of terms.entries()) {
    if (number % slice === slice - 1) await pause();
    const { chunks, quarters, count } = index.postings(term);
    for (let at = 0; at < count; at++) {
      const text = texts.get(chunks[at] ?? 0);
      text?.numbers.push(number);
      text?.weights.push(termWeight((quarters[at] ?? 0) / 4) * (rarities[number] ?? 0));
    }
  }
  return [...texts.values()].map(normalised);
}

function sparse(
  terms: ReadonlyMap<string, number>,
  { numbers: known, rarities }: Vocabulary,
  isText = true,
): SparseText {
  const numbers: number[] = [];
  const weights: number[] = [];
  for (const [term, times] of terms) {
    const number = known.get(term);
    if (number === undefined) continue;
    numbers.push(number);
    weights.push((isText ? termWeight(times) : times) * (rarities[number] ?? 0));
  }
  return normalised({ numbers, weights });
}

function termWeight(times: number): number {
  return 1 + Math.log(Math.max(1, times));
}

function normalised({ numbers, weights }: SparseText): SparseText {
  const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { numbers, weights: weights.map((weight) => weight / norm) };
}

function weightsOf(query: Query): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { terms } of query.groups) {
    for (const [term, weight] of terms) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  }
  return weights;
}
