import type { AnswerRatedEvent, RatingReason } from "./events.ts";

/** Thumbs on answers of Ask. */
export interface AnswerRatings {
  readonly up: number;
  readonly down: number;
  /** Thumbs down by their reason; those without one are absent. */
  readonly reasons: ReadonlyMap<RatingReason | "other", number>;
}

/** Ratings while they are summed up. */
export interface RatingSums {
  up: number;
  down: number;
  readonly reasons: Map<RatingReason | "other", number>;
}

export function countRating(sums: RatingSums, { verdict, reason }: AnswerRatedEvent): void {
  sums[verdict]++;
  if (reason !== undefined) sums.reasons.set(reason, (sums.reasons.get(reason) ?? 0) + 1);
}

/** Adds the second ratings to the first. */
export function addRatings(sums: RatingSums, { up, down, reasons }: AnswerRatings): void {
  sums.up += up;
  sums.down += down;
  for (const [reason, count] of reasons) sums.reasons.set(reason, (sums.reasons.get(reason) ?? 0) + count);
}
