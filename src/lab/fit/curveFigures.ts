import type { Random } from "./random.ts";

/** A possible offer with its confidence, and whether it was right. */
export interface Offer {
  readonly confidence: number;
  readonly isRight: boolean;
  /** Number of answers that it represents. */
  readonly weight: number;
}

/** Returns the share that is right among the most confident offers, as many as a share of `total` cases. */
export function rightAmongSurest(offers: readonly Offer[], total: number, share: number): number {
  const wanted = Math.round(total * share);
  const chosen = [...offers].sort((a, b) => b.confidence - a.confidence).slice(0, wanted);
  return chosen.filter(({ isRight }) => isRight).length / Math.max(1, wanted);
}

/** Returns the share of `total` cases that is shown at a threshold, and the share of these that is right. */
export function atThreshold(offers: readonly Offer[], total: number, threshold: number) {
  const shown = offers.filter(({ confidence }) => confidence >= threshold);
  const right = shown.filter(({ isRight }) => isRight).length;
  return { threshold, shown: shown.length / total, right: right / Math.max(1, shown.length) };
}

/** Returns ten bins of confidence with their mean confidence, share that is right, and number of offers. */
export function reliability(offers: readonly Offer[]) {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = offers.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    const count = weightOf(inside);
    const mean = (of: (offer: Offer) => number) =>
      inside.reduce((sum, each) => sum + each.weight * of(each), 0) / count;
    if (inside.length === 0) return { said: (bin + 0.5) / 10, right: 0, count };
    return { said: mean(({ confidence }) => confidence), right: mean(({ isRight }) => Number(isRight)), count };
  });
}

/** Returns the expected calibration error: the mean distance between confidence and share right, by offers. */
export function calibrationError(offers: readonly Offer[]): number {
  const distances = reliability(offers).map(({ said, right, count }) => count * Math.abs(said - right));
  return distances.reduce((sum, each) => sum + each, 0) / Math.max(1e-9, weightOf(offers));
}

const draws = 200;

/** Returns the part of the calibration error that is chance: the error if every confidence were true. */
export function chanceError(offers: readonly Offer[], random: Random): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    sum += calibrationError(offers.map((offer) => ({ ...offer, isRight: random() < offer.confidence })));
  }
  return sum / draws;
}

export function weightOf(offers: readonly Offer[]): number {
  return offers.reduce((sum, { weight }) => sum + weight, 0);
}
