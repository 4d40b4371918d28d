import { createPassageIndex } from "../../../core/ask/createPassageIndex.ts";
import type { PassageIndex } from "../../../core/ask/passageIndex.ts";
import { openSqliteStore } from "../../../sqlite/openSqliteStore.ts";
import { manyFiles } from "./manyFiles.ts";
import type { LabelledRepository } from "./questionSet.ts";

/** What an index of many files costs. Times in milliseconds of CPU, sizes in bytes. */
export interface ScaleFigures {
  readonly files: number;
  readonly chunks: number;
  readonly textLength: number;
  /** To index the files, without making them up. */
  readonly indexMs: number;
  readonly diskBytes: number;
  /** Memory of the process beyond what it had before, after the index was opened again. */
  readonly memoryBytes: number;
  /** Of these, what the index keeps: without garbage and the memory that the process holds for later. */
  readonly keptBytes: number;
  /** The most memory that the process had while it indexed. */
  readonly peakBytes: number;
  /** Time to open the index again, with the list of its files. */
  readonly openMs: number;
  readonly find50: number;
  readonly find95: number;
  /** Time to learn vectors of terms and to make those of chunks; 0 without. */
  readonly learnMs: number;
  readonly findVectors50: number;
  readonly findVectors95: number;
}

const batchSize = 16;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface ScaleOptions {
  readonly fileCount: number;
  /** Files of the repositories that are joined to one. */
  readonly joined: number;
  /** Path of the database to create. */
  readonly databaseFile: string;
}

/** Measures an index of as many files: those of the repositories again and again, with a fifth of their names renamed. */
export async function indexScale(
  repositories: readonly LabelledRepository[],
  { fileCount, joined, databaseFile }: ScaleOptions,
): Promise<ScaleFigures> {
  const keptBefore = keptBytes();
  const before = process.memoryUsage().rss;
  const { indexMs, peakBytes } = await build(repositories, { fileCount, joined, databaseFile }, before);

  globalThis.gc?.();
  const reopened = process.cpuUsage();
  const { index, store } = open(databaseFile);
  await index.known();
  const openMs = msSince(reopened);
  const find = await times(index, repositories);
  const kept = keptBytes() - keptBefore;
  const memoryBytes = process.memoryUsage().rss - before;
  const { files, chunks, textLength, diskBytes } = await index.size();
  const learnMs = await cpuOf(() => index.learn(repositories.flatMap(({ history }) => history)));
  const findVectors = await times(index, repositories);
  store.close();
  return {
    files,
    chunks,
    textLength,
    indexMs,
    diskBytes,
    memoryBytes,
    keptBytes: kept,
    peakBytes,
    openMs,
    find50: quantile(find, 0.5),
    find95: quantile(find, 0.95),
    learnMs,
    findVectors50: quantile(findVectors, 0.5),
    findVectors95: quantile(findVectors, 0.95),
  };
}

/** Creates the index and closes it. @param before memory of the process without it */
async function build(
  repositories: readonly LabelledRepository[],
  { fileCount, joined, databaseFile }: ScaleOptions,
  before: number,
): Promise<Pick<ScaleFigures, "indexMs" | "peakBytes">> {
  const { index, store } = open(databaseFile);
  let indexMs = 0;
  let peakBytes = 0;
  let batch: { uri: string; path: string; text: string; stamp: string }[] = [];
  for (const { path, text } of manyFiles(repositories, fileCount * joined, joined)) {
    batch.push({ uri: `file:///${path}`, path, text, stamp: "1" });
    if (batch.length < batchSize) continue;
    indexMs += await cpuOf(() => index.set(batch));
    batch = [];
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss - before);
  }
  indexMs += await cpuOf(() => index.set(batch));
  indexMs += await cpuOf(() => index.save());
  store.close();
  return { indexMs, peakBytes };
}

/** Bytes that the process keeps after a collection of garbage. */
function keptBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage(); // `external` contains array buffers.
  return heapUsed + external;
}

function open(file: string) {
  const opened = openSqliteStore(file, "bench");
  if ("reason" in opened) throw new Error(opened.reason);
  return { store: opened.store, index: createPassageIndex(pause, opened.store) };
}

/** What each question takes. CPU, because on a busy machine wall time measures the others. */
async function times(index: PassageIndex, repositories: readonly LabelledRepository[]): Promise<readonly number[]> {
  const all: number[] = [];
  for (const { question } of repositories.flatMap(({ questions }) => questions)) {
    const started = process.cpuUsage();
    await index.find({ question, selection: undefined, earlier: [] }, { limit: 24, recentUris: [] });
    all.push(msSince(started));
  }
  return all.sort((a, b) => a - b);
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  return msSince(started);
}

function msSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}
