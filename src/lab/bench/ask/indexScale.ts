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
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let cpuMs = 0;
  let peakBytes = 0;
  const first = open(databaseFile);
  let batch: { uri: string; path: string; text: string; stamp: string }[] = [];
  for (const { path, text } of manyFiles(repositories, fileCount * joined, joined)) {
    batch.push({ uri: `file:///${path}`, path, text, stamp: "1" });
    if (batch.length < batchSize) continue;
    cpuMs += await cpuOf(() => first.index.set(batch));
    batch = [];
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss - before);
  }
  cpuMs += await cpuOf(() => first.index.set(batch));
  cpuMs += await cpuOf(() => first.index.save());
  first.store.close();

  globalThis.gc?.();
  const reopened = process.cpuUsage();
  const { index, store } = open(databaseFile);
  await index.known();
  const openMs = msSince(reopened);
  const find = await times(index, repositories);
  globalThis.gc?.();
  const memoryBytes = process.memoryUsage().rss - before;
  const { files, chunks, textLength, diskBytes } = await index.size();
  const learnMs = await cpuOf(() => index.learn(repositories.flatMap(({ history }) => history)));
  const findVectors = await times(index, repositories);
  store.close();
  return {
    files,
    chunks,
    textLength,
    indexMs: cpuMs,
    diskBytes,
    memoryBytes,
    peakBytes,
    openMs,
    find50: quantile(find, 0.5),
    find95: quantile(find, 0.95),
    learnMs,
    findVectors50: quantile(findVectors, 0.5),
    findVectors95: quantile(findVectors, 0.95),
  };
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
