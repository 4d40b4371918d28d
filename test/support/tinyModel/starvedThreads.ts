import { syncBuiltinESMExports } from "node:module";
import workerThreads, { type Worker, type WorkerOptions } from "node:worker_threads";

/** Too little to load a model: the thread runs out of memory, and the process does not. Megabytes. */
const starvedMb = 8;

let isStarved = false;

/**
 * Lets threads of models run out of memory while `starveThreads(true)` holds. It takes effect in the whole extension
 * host, because Hunch looks the class up when it starts a thread.
 */
export function prepareStarving(): void {
  const { Worker: Thread } = workerThreads;
  workerThreads.Worker = class extends Thread {
    constructor(entry: string | URL, options: WorkerOptions = {}) {
      const isModel = String(entry).endsWith("/worker.mjs");
      const limits = isModel && isStarved ? { resourceLimits: { maxOldGenerationSizeMb: starvedMb } } : {};
      super(entry, { ...options, ...limits });
      if (isModel) models.add(this);
      this.once("exit", () => models.delete(this));
    }
  };
  syncBuiltinESMExports();
}

const models = new Set<Worker>();

/** Ends the threads of models that run, and decides whether those that start from now on run out of memory. */
export async function starveThreads(isOn: boolean): Promise<void> {
  isStarved = isOn;
  await Promise.all([...models].map((thread) => thread.terminate()));
}
