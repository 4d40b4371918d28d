import { addDecimal } from "./addDecimal.ts";
import type { FoldedOffer } from "./offerFold.ts";
import { addTally, countOffer, emptyTally, type OutcomeCounts, type Tally } from "./outcomeCounts.ts";

/** Offers whose suggestion had a confidence in `[from, to)`; 1 belongs to the last bin. */
export interface ConfidenceBin {
  readonly from: number;
  readonly to: number;
  /** Mean confidence of the offers in the bin. */
  readonly meanConfidence: number;
  readonly counts: OutcomeCounts;
}

/** Offers grouped by the confidence of the embedded engine, to compare it with how often they were taken. */
export type ConfidenceSums = Map<number, { readonly tally: Tally; sum: number }>;

const bins = 10;

export function countConfidence(sums: ConfidenceSums, offer: FoldedOffer): void {
  const { confidence } = offer.facts;
  if (confidence === undefined) return;
  const bin = binOf(sums, Math.min(bins - 1, Math.floor(confidence * bins)));
  bin.sum = addDecimal(bin.sum, confidence);
  countOffer(bin.tally, offer);
}

/** Adds the second sums to the first. */
export function addConfidence(sums: ConfidenceSums, more: ConfidenceSums): void {
  for (const [at, { tally, sum }] of more) {
    const bin = binOf(sums, at);
    bin.sum = addDecimal(bin.sum, sum);
    addTally(bin.tally, tally);
  }
}

/** Bins that contain offers, by confidence. */
export function confidenceBins(sums: ConfidenceSums): readonly ConfidenceBin[] {
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([at, { tally, sum }]) => ({
      from: at / bins,
      to: (at + 1) / bins,
      meanConfidence: sum / tally.shown,
      counts: tally,
    }));
}

function binOf(sums: ConfidenceSums, at: number) {
  const bin = sums.get(at) ?? { tally: emptyTally(), sum: 0 };
  sums.set(at, bin);
  return bin;
}
