import type { SlicedTask } from "../types/source.ts";

/** Longest time in milliseconds that background work may block the thread. A frame at 60 Hz is 16 ms. */
const sliceMs = 6;

export interface SlicedRunnerDeps {
  readonly now: () => number;
  /** Calls back after other work could run, e.g. `(callback) => setTimeout(callback, 0)`. */
  readonly later: (callback: () => void) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Runs sliced tasks one after another and blocks the thread for at most a slice at a time.
 * A task replaces a waiting or running task with the same key. A task that throws is reported and dropped.
 */
export class SlicedRunner {
  readonly #deps: SlicedRunnerDeps;
  readonly #tasks = new Map<string, SlicedTask>();
  readonly #idle: (() => void)[] = [];
  #scheduled = false;
  #disposed = false;
  #longestMs = 0;

  constructor(deps: SlicedRunnerDeps) {
    this.#deps = deps;
  }

  add(key: string, task: SlicedTask): void {
    if (this.#disposed) return;
    this.drop(key);
    this.#tasks.set(key, task);
    this.#schedule();
  }

  drop(key: string): void {
    this.#tasks.get(key)?.return();
    this.#tasks.delete(key);
  }

  /** Longest slice so far in milliseconds, for the inspector and the benchmarks. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** Resolves when no task is left. */
  whenIdle(): Promise<void> {
    if (this.#tasks.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  dispose(): void {
    this.#disposed = true;
    for (const key of [...this.#tasks.keys()]) this.drop(key);
    this.#settle();
  }

  #schedule(): void {
    if (this.#scheduled || this.#disposed) return;
    this.#scheduled = true;
    this.#deps.later(() => {
      this.#scheduled = false;
      this.#runSlice();
    });
  }

  #runSlice(): void {
    const started = this.#deps.now();
    let elapsed = 0;
    while (elapsed < sliceMs) {
      const next = this.#tasks.entries().next();
      if (next.done) break;
      const [key, task] = next.value;
      if (this.#isFinished(task) && this.#tasks.get(key) === task) this.#tasks.delete(key);
      elapsed = this.#deps.now() - started;
    }
    this.#longestMs = Math.max(this.#longestMs, elapsed);
    if (this.#tasks.size > 0) this.#schedule();
    else this.#settle();
  }

  #isFinished(task: SlicedTask): boolean {
    try {
      return task.next().done === true;
    } catch (error) {
      this.#deps.onError(error);
      return true;
    }
  }

  #settle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
