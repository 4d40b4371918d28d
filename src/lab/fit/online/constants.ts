import { fitLogOdds, type LogOddsPrior } from "../logOddsLine.ts";
import { constantShift, type Recalibrator, type ShownOffer } from "./recalibrator.ts";
import { kindsOfOffer } from "./statedStop.ts";

/** Almost nothing is known before; only a few offers of a kind are held back. */
const weak: LogOddsPrior = { slope: Number.POSITIVE_INFINITY, shift: 0.1 };

/** The shift of log odds under which the outcomes of offers are most likely. */
export function likeliestShift(shown: readonly ShownOffer[]): number {
  const outcomes = shown.map(({ logOdds, isRight }) => ({ odds: logOdds, isRight, weight: 1 }));
  return fitLogOdds(outcomes, weak).shift;
}

/** The likeliest shift of all offers. */
export function constantOf(shown: readonly ShownOffer[]): Recalibrator {
  const shift = likeliestShift(shown);
  return constantShift(() => shift);
}

/** The likeliest shift of each kind of offer. */
export function constantsByKindOf(shown: readonly ShownOffer[]): Recalibrator {
  const shifts = new Map(kindsOfOffer.map((name) => [name, likeliestShift(shown.filter(({ kind }) => kind === name))]));
  return constantShift((kind) => shifts.get(kind) ?? 0);
}
