import type { IndexedChunk, MemoryIndex } from "../index/memoryIndex.ts";
import { type PathKind, pathKind } from "../index/pathKind.ts";
import type { Query } from "./query.ts";

/** A chunk that matches a query. */
export interface ScoredChunk {
  readonly chunk: IndexedChunk;
  readonly score: number;
}

export interface ScoreOptions {
  /** Added to the scores of a file's chunks, by path. */
  readonly filePrior?: ReadonlyMap<string, number>;
  /** 0 for the file in front of the user, 1 for the one before it, …; undefined if it was not opened recently. */
  readonly recency?: (uri: string) => number | undefined;
}

export interface Scores {
  /** Best first. */
  readonly ranked: readonly ScoredChunk[];
  /** Inverse document frequency of each group, 0 if no chunk contains any of its terms. */
  readonly rarity: readonly number[];
}

/**
 * BM25's saturation and length normalisation (Robertson & Zaragoza 2009) for chunks and for whole files, the share of the
 * score that depends on covering the question, and the share of the file's score. From `npm run bench:ask -- --data DIR`;
 * docs/measurements/ask-index.md lists what changes around them.
 */
const chunkSaturation = 2;
const chunkNormalisation = 0.5;
const fileSaturation = 4;
const fileNormalisation = 0.6;
/** Chunks in a file of average length, for normalising files. */
const chunksPerFile = 10;
/** Chunks shorter than this share of the mean count as this long: a line or two rarely answers a question. */
const shortestShare = 1.5;
const coverageShare = 0.3;
const fileShare = 0.3;
const recentBonus = 0.15;
const kindWeights = { code: 1, prose: 0.7, test: 0.6, data: 0.5 } as const satisfies Record<PathKind, number>;

/** Scores all chunks that contain a term of the query. */
export function scoreChunks(index: MemoryIndex, query: Query, options: ScoreOptions = {}): Scores {
  const sums = new Float32Array(index.numberLimit);
  const covered = new Float32Array(index.numberLimit);
  const fileSums = new Float32Array(index.fileLimit);
  const rarity: number[] = [];
  const lengths = new Map<number, number>();
  const fileLength = (chunk: IndexedChunk) => lengthOfFile(index, chunk, lengths);
  for (const group of query.groups) {
    const best = new Map<number, number>();
    const inFile = new Map<number, number>();
    let rarest = 0;
    for (const [term, weight] of group.terms) {
      const idf = inverseFrequency(index, term);
      if (idf === 0) continue;
      rarest = Math.max(rarest, idf * weight);
      index.each(term, (number, chunk, times) => {
        const length = Math.max(chunk.length / index.meanLength, shortestShare);
        const norm = chunkSaturation * (1 - chunkNormalisation + chunkNormalisation * length);
        const score = (weight * idf * times * (chunkSaturation + 1)) / (times + norm);
        if (score > (best.get(number) ?? 0)) best.set(number, score);
        inFile.set(chunk.fileNumber, (inFile.get(chunk.fileNumber) ?? 0) + times * weight);
        if (!lengths.has(chunk.fileNumber)) fileLength(chunk);
      });
    }
    rarity.push(rarest);
    for (const [number, score] of best) {
      sums[number] = (sums[number] ?? 0) + score;
      covered[number] = (covered[number] ?? 0) + Math.min(rarest, score);
    }
    for (const [file, times] of inFile) {
      const length = (lengths.get(file) ?? 0) / (index.meanLength * chunksPerFile);
      const norm = fileSaturation * (1 - fileNormalisation + fileNormalisation * length);
      fileSums[file] = (fileSums[file] ?? 0) + (rarest * times * (fileSaturation + 1)) / (times + norm);
    }
  }
  const total = Math.max(1e-9, sum(rarity));
  const ranked: ScoredChunk[] = [];
  for (const [number, own] of sums.entries()) {
    const chunk = own > 0 ? index.chunk(number) : undefined;
    if (!chunk) continue;
    const coverage = (covered[number] ?? 0) / total;
    const prior = options.filePrior?.get(chunk.file.path) ?? 0;
    const base =
      own * (1 - coverageShare + coverageShare * coverage) + fileShare * (fileSums[chunk.fileNumber] ?? 0) + prior;
    ranked.push({ chunk, score: base * kindWeight(chunk.file.path, query) * recencyWeight(chunk, options) });
  }
  return { ranked: ranked.sort(byScore), rarity };
}

export function byScore(a: ScoredChunk, b: ScoredChunk): number {
  return (
    b.score - a.score || compareText(a.chunk.file.path, b.chunk.file.path) || a.chunk.startLine - b.chunk.startLine
  );
}

/** Inverse document frequency of a term, 0 if no chunk contains it. */
export function inverseFrequency(index: MemoryIndex, term: string): number {
  const having = index.frequency(term);
  return having === 0 ? 0 : Math.log(1 + (index.chunkCount - having + 0.5) / (having + 0.5));
}

function lengthOfFile(index: MemoryIndex, chunk: IndexedChunk, lengths: Map<number, number>): number {
  const length = sum(index.chunksOf(chunk.file.uri).map((each) => each.length));
  lengths.set(chunk.fileNumber, length);
  return length;
}

function kindWeight(path: string, { wantsTests, wantsGuide }: Query): number {
  const kind = pathKind(path);
  if ((kind === "test" && wantsTests) || (kind === "prose" && wantsGuide)) return 1;
  return kindWeights[kind];
}

function recencyWeight({ file }: IndexedChunk, { recency }: ScoreOptions): number {
  const rank = recency?.(file.uri);
  return rank === undefined ? 1 : 1 + recentBonus / (1 + rank / 5);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
