/** How long to wait before a request: shorter for early answers, longer for slow or paid servers. */
export type DelayPreference = "short" | "balanced" | "long";

const factors: Readonly<Record<DelayPreference, number>> = { short: 0.5, balanced: 1, long: 2 };
/** Users notice longer delays as slowness, whatever they save. */
const longestMs = 600;
/** Before anything is measured: 60 words a minute, at five characters a word, are a keystroke every 200 ms. */
const usualIntervalMs = 200;
/** A server that answers within this share of the typing interval is asked at once: it answers before the next keystroke. */
const freeShare = 0.5;
/**
 * The longest delay, in typing intervals: after such a pause, the next keystroke is no longer expected soon. Both this
 * and `freeShare` are set by hand; `node src/lab/bench/waitForModel.ts` simulates their effect.
 */
const longestIntervals = 1.25;

/**
 * Milliseconds to wait after a keystroke before a request is sent. A server that answers between two keystrokes is
 * asked at once; the slower it is compared with the typing, the longer the pause that a request waits for.
 * @param typingMs median interval between recent keystrokes; undefined if unknown
 * @param latencyMs median time to the server's first token; undefined if unknown
 */
export function adaptiveDelay(
  typingMs: number | undefined,
  latencyMs: number | undefined,
  preference: DelayPreference,
): number {
  const interval = typingMs ?? usualIntervalMs;
  const ratio = (latencyMs ?? interval) / interval;
  const intervals = Math.min(longestIntervals, Math.max(0, ratio - freeShare));
  return Math.round(Math.min(longestMs, interval * intervals * factors[preference]));
}

/** The median of the last noted values: robust against one slow answer or one long pause. */
export class RecentMedian {
  readonly #kept: number;
  readonly #values: number[] = [];

  constructor(kept = 15) {
    this.#kept = kept;
  }

  note(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#kept) this.#values.shift();
  }

  get median(): number | undefined {
    const sorted = [...this.#values].sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)];
  }
}

/** Longer intervals between keystrokes are pauses, not rhythm. */
const longestIntervalMs = 1_000;

/** Measures how fast the user types. */
export class TypingRhythm {
  readonly #intervals = new RecentMedian(20);
  #lastMs: number | undefined;

  /** @param atMs monotonic time of a keystroke */
  typed(atMs: number): void {
    const interval = this.#lastMs === undefined ? Number.POSITIVE_INFINITY : atMs - this.#lastMs;
    this.#lastMs = atMs;
    if (interval <= longestIntervalMs) this.#intervals.note(interval);
  }

  get medianMs(): number | undefined {
    return this.#intervals.median;
  }
}
