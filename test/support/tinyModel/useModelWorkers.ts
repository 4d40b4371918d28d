import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { ModelWorker } from "../../../src/transformers/modelWorker.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { buildWorker } from "./workerBundle.ts";

/** Workers of one test file, and a folder for their models. */
export interface ModelWorkers {
  /** The folder of a model. */
  readonly folderOf: (model: string) => string;
  /** The worker of all tests but those about its life: starting one compiles 14 MB of WebAssembly. */
  readonly shared: () => ModelWorker;
  /** A worker for one test alone, which ends with it. @param idleMs after which it ends by itself */
  readonly own: (idleMs?: number) => ModelWorker;
}

/**
 * Builds the worker before the first test and ends it after the last one.
 * @param mostThreads threads that a worker computes with at most
 * @param writeModels called once, before the first test
 */
export function useModelWorkers(mostThreads: number, writeModels: (workers: ModelWorkers) => void): ModelWorkers {
  let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
  let entry: string;
  let common: ModelWorker;
  const ofTest: ModelWorker[] = [];
  const folderOf = (model: string) => join(folder.path, "models", model);
  const create = (idleMs = 60_000) =>
    new ModelWorker({ entry, folderOf: (model) => Promise.resolve(folderOf(model)), idleMs, mostThreads });
  const workers: ModelWorkers = {
    folderOf,
    shared: () => common,
    own: (idleMs) => {
      const worker = create(idleMs);
      ofTest.push(worker);
      return worker;
    },
  };
  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    entry = await buildWorker(join(folder.path, "worker"));
    common = create();
    writeModels(workers);
  });
  afterEach(async () => {
    await Promise.all(ofTest.splice(0).map((worker) => worker.stop()));
  });
  afterAll(async () => {
    await common.stop();
    await folder.remove();
  });
  return workers;
}
