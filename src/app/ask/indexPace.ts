/** Longest rest between two pieces of work, in milliseconds. */
const longestRestMs = 1_000;

export interface IndexPaceDeps {
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
  /** Resolves after about as many milliseconds, and later while the user types. */
  readonly rest: (ms: number) => Promise<void>;
}

/** Spreads the work on an index over time: it takes half of the time at most, less while the user types. */
export class IndexPace {
  readonly #deps: IndexPaceDeps;
  #hurried = 0;
  /** Milliseconds to rest before the next piece of work. */
  #owedMs = 0;
  #paused: { readonly ended: Promise<void>; readonly end: () => void } | undefined;
  readonly #onPaused = new Set<() => void>();

  constructor(deps: IndexPaceDeps) {
    this.#deps = deps;
  }

  get isPaused(): boolean {
    return this.#paused !== undefined;
  }

  pause(): void {
    if (this.#paused) return;
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused = { ended, end };
    for (const call of this.#onPaused) call();
  }

  resume(): void {
    this.#paused?.end();
    this.#paused = undefined;
  }

  /** Leaves the rests out, because somebody waits. Returns a function that ends this. */
  hurry(): () => void {
    this.#hurried++;
    return () => void this.#hurried--;
  }

  /** Resolves once the work is paused, or with the signal. */
  whenPaused(signal: AbortSignal): Promise<void> {
    if (this.isPaused || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#onPaused.delete(done);
        resolve();
      };
      this.#onPaused.add(done);
      signal.addEventListener("abort", done, { once: true });
    });
  }

  /**
   * Rests as long as the piece of work before took, and until nobody types, then does a piece of work. A pause delays it.
   * @param mostRestMs the rest after it is not longer; for work whose time is not that of this machine's processor
   */
  async work(run: () => Promise<void>, mostRestMs = longestRestMs): Promise<void> {
    const { now, rest } = this.#deps;
    if (this.#hurried === 0) await rest(this.#owedMs);
    await this.#paused?.ended;
    const started = now();
    await run();
    this.#owedMs = Math.min(mostRestMs, now() - started);
  }
}
