import type { ChunkIndex, FileFacts, IndexedChunk } from "../index/chunkIndex.ts";
import type { PathKind } from "../index/pathKind.ts";
import type { Query, TermGroup } from "./query.ts";

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
export const scoring = {
  chunkSaturation: 2,
  chunkNormalisation: 0.5,
  fileSaturation: 4,
  fileNormalisation: 0.6,
  /** Chunks in a file of average length, for normalising files. */
  chunksPerFile: 10,
  /** Chunks shorter than this share of the mean count as this long: a line or two rarely answers a question. */
  shortestShare: 1.5,
  coverageShare: 0.3,
  fileShare: 0.3,
} as const;
const {
  chunkSaturation,
  chunkNormalisation,
  fileSaturation,
  fileNormalisation,
  chunksPerFile,
  shortestShare,
  coverageShare,
  fileShare,
} = scoring;
const recentBonus = 0.15;
const kindWeights = { code: 1, prose: 0.7, test: 0.6, data: 0.5 } as const satisfies Record<PathKind, number>;

/** Chunks that are ranked at most: beyond them nobody looks, and sorting all would take longest. */
const mostRanked = 3_000;
/** Steps in which scores are counted to find the best ones. */
const scoreSteps = 4_096;

/** Scores all chunks that contain a term of the query; returns the best of them. */
export function scoreChunks(index: ChunkIndex, query: Query, options: ScoreOptions = {}): Scores {
  const inChunks = new Sums(index.numberLimit);
  const inFiles = new Sums(index.fileLimit);
  const covered = new Float32Array(index.numberLimit);
  const rarity = query.groups.map((group) => {
    const rarest = addGroup(index, group, inChunks, inFiles);
    inChunks.close((number, score) => {
      covered[number] = (covered[number] ?? 0) + Math.min(rarest, score);
      return score;
    });
    inFiles.close((number, times) => {
      const length = (index.file(number)?.length ?? 0) / (index.meanLength * chunksPerFile);
      const norm = fileSaturation * (1 - fileNormalisation + fileNormalisation * length);
      return (rarest * times * (fileSaturation + 1)) / (times + norm);
    });
    return rarest;
  });
  const total = Math.max(1e-9, sum(rarity));
  const weights = new Map<number, FileWeight>();
  const scores = new Float32Array(index.numberLimit);
  let greatest = 0;
  for (let number = 0; number < scores.length; number++) {
    const score = inChunks.at(number);
    if (score <= 0) continue;
    const fileNumber = index.table.fileOf(number);
    let file = weights.get(fileNumber);
    if (!file) {
      file = fileWeight(index.file(fileNumber), query, options);
      weights.set(fileNumber, file);
    }
    const coverage = (covered[number] ?? 0) / total;
    const own = score * (1 - coverageShare + coverageShare * coverage);
    scores[number] = (own + fileShare * inFiles.at(fileNumber) + file.prior) * file.factor;
    greatest = Math.max(greatest, scores[number] ?? 0);
  }
  return { ranked: best(index, scores, greatest), rarity };
}

/** Sums over groups of terms, each of which is added up by itself first. */
class Sums {
  readonly #sums: Float32Array;
  readonly #group: Float32Array;
  #touched: number[] = [];

  constructor(size: number) {
    this.#sums = new Float32Array(size);
    this.#group = new Float32Array(size);
  }

  /** Keeps the greatest value of the open group. */
  raise(at: number, value: number): void {
    const before = this.#group[at] ?? 0;
    if (before === 0) this.#touched.push(at);
    if (value > before) this.#group[at] = value;
  }

  /** Adds to the value of the open group. */
  add(at: number, value: number): void {
    this.raise(at, (this.#group[at] ?? 0) + value);
  }

  /** Ends the group and adds what `score` makes of its values to the sums. */
  close(score: (at: number, value: number) => number): void {
    for (const at of this.#touched) {
      this.#sums[at] = (this.#sums[at] ?? 0) + score(at, this.#group[at] ?? 0);
      this.#group[at] = 0;
    }
    this.#touched = [];
  }

  at(at: number): number {
    return this.#sums[at] ?? 0;
  }
}

/** Adds the postings of a group's terms; returns the inverse document frequency of the rarest. */
function addGroup(index: ChunkIndex, { terms }: TermGroup, inChunks: Sums, inFiles: Sums): number {
  const { meanLength, table } = index;
  let rarest = 0;
  for (const [term, weight] of terms) {
    const rarity = inverseFrequency(index, term) * weight;
    if (rarity === 0) continue;
    rarest = Math.max(rarest, rarity);
    const { chunks, quarters, count } = index.postings(term);
    for (let at = 0; at < count; at++) {
      const number = chunks[at] ?? 0;
      const fileNumber = table.fileOf(number);
      if (fileNumber < 0) continue;
      const times = (quarters[at] ?? 0) / 4;
      const share = Math.max(table.lengthOf(number) / meanLength, shortestShare);
      const norm = chunkSaturation * (1 - chunkNormalisation + chunkNormalisation * share);
      inChunks.raise(number, (rarity * times * (chunkSaturation + 1)) / (times + norm));
      inFiles.add(fileNumber, times * weight);
    }
  }
  return rarest;
}

interface FileWeight {
  readonly prior: number;
  readonly factor: number;
}

function fileWeight(file: FileFacts | undefined, query: Query, { filePrior, recency }: ScoreOptions): FileWeight {
  if (!file) return { prior: 0, factor: 0 };
  const rank = recency?.(file.uri);
  const recent = rank === undefined ? 1 : 1 + recentBonus / (1 + rank / 5);
  return { prior: filePrior?.get(file.path) ?? 0, factor: kindWeight(file.kind, query) * recent };
}

function best(index: ChunkIndex, scores: Float32Array, greatest: number): readonly ScoredChunk[] {
  const least = Math.max(Number.MIN_VALUE, leastOfBest(scores, greatest));
  const ranked: ScoredChunk[] = [];
  for (let number = 0; number < scores.length; number++) {
    const score = scores[number] ?? 0;
    const chunk = score >= least ? index.chunk(number) : undefined;
    if (chunk) ranked.push({ chunk, score });
  }
  return ranked.sort(byScore).slice(0, mostRanked);
}

/** A score that `mostRanked` scores reach or a few more, found by counting instead of sorting. */
function leastOfBest(scores: Float32Array, greatest: number): number {
  const scale = scoreSteps / Math.max(greatest, Number.MIN_VALUE);
  const steps = new Uint32Array(scoreSteps + 1);
  for (const score of scores) {
    const step = Math.floor(score * scale);
    if (score > 0) steps[step] = (steps[step] ?? 0) + 1;
  }
  let step = scoreSteps;
  for (let reached = steps[step] ?? 0; reached < mostRanked && step > 0; reached += steps[step] ?? 0) step--;
  return step / scale;
}

export function byScore(a: ScoredChunk, b: ScoredChunk): number {
  return (
    b.score - a.score || compareText(a.chunk.file.path, b.chunk.file.path) || a.chunk.startLine - b.chunk.startLine
  );
}

/** How often terms occur in an index. */
export type TermStatistics = Pick<ChunkIndex, "chunkCount" | "frequency">;

/** Inverse document frequency of a term, 0 if no chunk contains it. */
export function inverseFrequency(index: TermStatistics, term: string): number {
  const having = index.frequency(term);
  return having === 0 ? 0 : Math.log(1 + (index.chunkCount - having + 0.5) / (having + 0.5));
}

/** What the score of a file of this kind is multiplied by. */
export function kindWeight(
  kind: PathKind,
  { wantsTests, wantsGuide }: Pick<Query, "wantsTests" | "wantsGuide">,
): number {
  return (kind === "test" && wantsTests) || (kind === "prose" && wantsGuide) ? 1 : kindWeights[kind];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
