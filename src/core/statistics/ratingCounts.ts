import type { AnswerRatedEvent, RatingReason } from "./events.ts";

/** Thumbs on answers of Ask. */
export interface AnswerRatings {
  readonly up: number;
  readonly down: number;
  /** Thumbs down by their reason; those without one are absent. */
  readonly reasons: ReadonlyMap<RatingReason | "other", number>;
}

/** Counts ratings one by one. */
export class RatingCounts {
  readonly #reasons = new Map<RatingReason | "other", number>();
  #up = 0;
  #down = 0;

  add({ verdict, reason }: AnswerRatedEvent): void {
    if (verdict === "up") this.#up++;
    else this.#down++;
    if (reason !== undefined) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  list(): AnswerRatings {
    return { up: this.#up, down: this.#down, reasons: this.#reasons };
  }
}
