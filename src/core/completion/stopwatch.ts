import type { StageTimes } from "../statistics/events.ts";

export type Stage = Exclude<keyof StageTimes, "total">;

/** Measures the stages of one request, in milliseconds rounded to hundredths. */
export class Stopwatch {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #stages = new Map<Stage, number>();

  /** @param now monotonic clock in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Runs a stage and adds its time. */
  time<T>(stage: Stage, run: () => T): T {
    const startedAt = this.#now();
    try {
      return run();
    } finally {
      this.#add(stage, startedAt);
    }
  }

  /** Runs an asynchronous stage and adds its time. */
  async timeAsync<T>(stage: Stage, run: () => Promise<T>): Promise<T> {
    const startedAt = this.#now();
    try {
      return await run();
    } finally {
      this.#add(stage, startedAt);
    }
  }

  /** The stages so far, and the time since this stopwatch was created. */
  stagesMs(): StageTimes {
    return { ...Object.fromEntries(this.#stages), total: round(this.#now() - this.#startedAt) };
  }

  #add(stage: Stage, startedAt: number): void {
    this.#stages.set(stage, round((this.#stages.get(stage) ?? 0) + this.#now() - startedAt));
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
