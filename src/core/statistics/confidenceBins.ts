import type { FoldedOffer } from "./offerFold.ts";
import { countOffer, emptyTally, type OutcomeCounts, type Tally } from "./outcomeCounts.ts";

/** Offers whose suggestion had a confidence in `[from, to)`; 1 belongs to the last bin. */
export interface ConfidenceBin {
  readonly from: number;
  readonly to: number;
  /** Mean confidence of the offers in the bin. */
  readonly meanConfidence: number;
  readonly counts: OutcomeCounts;
}

const bins = 10;

/** Groups offers by the confidence of the embedded engine, to compare it with how often they were taken. */
export class ConfidenceBins {
  readonly #bins = new Map<number, { readonly tally: Tally; sum: number }>();

  add(offer: FoldedOffer): void {
    const { confidence } = offer.facts;
    if (confidence === undefined) return;
    const at = Math.min(bins - 1, Math.floor(confidence * bins));
    const bin = this.#bins.get(at) ?? { tally: emptyTally(), sum: 0 };
    this.#bins.set(at, bin);
    bin.sum += confidence;
    countOffer(bin.tally, offer);
  }

  /** Bins that contain offers, by confidence. */
  list(): readonly ConfidenceBin[] {
    return [...this.#bins]
      .sort(([a], [b]) => a - b)
      .map(([at, { tally, sum }]) => ({
        from: at / bins,
        to: (at + 1) / bins,
        meanConfidence: sum / tally.shown,
        counts: tally,
      }));
  }
}
