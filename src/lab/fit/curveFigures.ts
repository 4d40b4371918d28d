import type { Random } from "./random.ts";

/** An offer that could be made: how sure it is, and whether it was right. */
export interface Offer {
  readonly confidence: number;
  readonly isRight: boolean;
  /** How many answers it stands for. */
  readonly weight: number;
}

/** Share that is right among the surest part of `total` cases. */
export function rightAmongSurest(offers: readonly Offer[], total: number, share: number): number {
  const wanted = Math.round(total * share);
  const surest = [...offers].sort((a, b) => b.confidence - a.confidence).slice(0, wanted);
  return surest.filter(({ isRight }) => isRight).length / Math.max(1, wanted);
}

/** What is shown at a threshold, as a share of `total` cases, and what of it is right. */
export function atThreshold(offers: readonly Offer[], total: number, threshold: number) {
  const shown = offers.filter(({ confidence }) => confidence >= threshold);
  const right = shown.filter(({ isRight }) => isRight).length;
  return { threshold, shown: shown.length / total, right: right / Math.max(1, shown.length) };
}

/** Ten bins of confidence: what was said, what came true, how many offers. */
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

/** Expected calibration error: the mean distance between said and right, weighted by offers. */
export function calibrationError(offers: readonly Offer[]): number {
  const distances = reliability(offers).map(({ said, right, count }) => count * Math.abs(said - right));
  return distances.reduce((sum, each) => sum + each, 0) / Math.max(1e-9, weightOf(offers));
}

const draws = 200;

/** The calibration error that these offers would show if every confidence were true: so much of it is chance. */
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
