import type { StageTimes, SuggestionSource } from "../statistics/events.ts";
import type { RequestEnd } from "../statistics/requestEnd.ts";
import type { Provenance } from "./provenance.ts";

export type Stage = Exclude<keyof StageTimes, "total">;

/** What happened during one request, filled in while it runs and read once it has ended. */
export class Trace {
  readonly #now: () => number;
  readonly #started: number;
  readonly #stages = new Map<Stage, number>();
  ended: RequestEnd = { outcome: "empty", reason: "nothingLikely" };
  source: SuggestionSource | undefined;
  fromCache = false;
  /** Of the suggestion that was offered if a model made it, else of the answer that was waited for. */
  provenance: Provenance | undefined;

  /** @param now monotonic clock in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#started = now();
  }

  /** Runs a stage and adds its time. */
  time<T>(stage: Stage, run: () => T): T {
    const started = this.#now();
    try {
      return run();
    } finally {
      this.#add(stage, started);
    }
  }

  async timeAsync<T>(stage: Stage, run: () => Promise<T>): Promise<T> {
    const started = this.#now();
    try {
      return await run();
    } finally {
      this.#add(stage, started);
    }
  }

  stagesMs(): StageTimes {
    const round = (ms: number) => Math.round(ms * 100) / 100;
    const stages = Object.fromEntries([...this.#stages].map(([stage, ms]) => [stage, round(ms)]));
    return { ...stages, total: round(this.#now() - this.#started) };
  }

  #add(stage: Stage, started: number): void {
    this.#stages.set(stage, (this.#stages.get(stage) ?? 0) + this.#now() - started);
  }
}
