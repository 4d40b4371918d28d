import {
  adaptiveDelay,
  type DelayPreference,
  RecentMedian,
  TypingRhythm,
} from "../../core/server/guards/adaptiveDelay.ts";

/** How fast the user types and how fast the completion server answers: decides how long a request waits. */
export class Pace {
  readonly #rhythm = new TypingRhythm();
  #firstTokenMs = new RecentMedian();
  #promptSpeed = new RecentMedian();

  /** @param atMs monotonic time of a keystroke */
  typed(atMs: number): void {
    this.#rhythm.typed(atMs);
  }

  /** Milliseconds to wait after a keystroke before a request is sent. */
  delayMs(preference: DelayPreference): number {
    return adaptiveDelay(this.#rhythm.medianMs, this.#firstTokenMs.median, preference);
  }

  /** Median time to the first token in milliseconds; undefined before the first answer. */
  get firstTokenMs(): number | undefined {
    return this.#firstTokenMs.median;
  }

  /** Prompt tokens that the server reads in a millisecond; undefined before it reports any. */
  get promptTokensPerMs(): number | undefined {
    return this.#promptSpeed.median;
  }

  /** Where a client notes its measurements. They count until {@link forgetServer}. */
  measurements(): { readonly firstTokenMs: RecentMedian; readonly promptSpeed: RecentMedian } {
    return { firstTokenMs: this.#firstTokenMs, promptSpeed: this.#promptSpeed };
  }

  /** Discards what was measured of the server, which may be another one from now on. Keeps the user's rhythm. */
  forgetServer(): void {
    this.#firstTokenMs = new RecentMedian();
    this.#promptSpeed = new RecentMedian();
  }
}
