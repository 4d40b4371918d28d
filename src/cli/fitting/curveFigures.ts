/** An offer that could be made: how sure it is, and whether it was right. */
export interface Offer {
  readonly confidence: number;
  readonly isRight: boolean;
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
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return {
      said: inside.length === 0 ? (bin + 0.5) / 10 : mean(inside.map(({ confidence }) => confidence)),
      right: mean(inside.map(({ isRight }) => Number(isRight))),
      count: inside.length,
    };
  });
}

/** Expected calibration error: the mean distance between said and right, weighted by offers. */
export function calibrationError(offers: readonly Offer[]): number {
  const distances = reliability(offers).map(({ said, right, count }) => count * Math.abs(said - right));
  return distances.reduce((sum, each) => sum + each, 0) / Math.max(1, offers.length);
}
