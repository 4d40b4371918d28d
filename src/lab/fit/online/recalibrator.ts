import type { LogOddsLine } from "../../../core/engine/score/calibration.ts";
import { fitLogOdds, type LogOddsOutcome, type LogOddsPrior } from "../logOddsLine.ts";
import type { OfferKind } from "./statedStop.ts";

/** An offer before its outcome is known. */
export interface StatedOffer {
  /** Of the engine's confidence. */
  readonly logOdds: number;
  readonly kind: OfferKind;
  readonly languageId: string;
}

/** An offer that was shown. */
export interface ShownOffer extends StatedOffer {
  /** The confidence with which it was shown. */
  readonly confidence: number;
  /** Right to its last character, and accepted. */
  readonly isRight: boolean;
}

/** Corrects confidence by the outcomes of earlier offers. */
export interface Recalibrator {
  /** Returns the corrected log odds. */
  correct(offer: StatedOffer): number;
  learn(offer: StatedOffer & Pick<ShownOffer, "isRight">): void;
}

/** Adds the same to the log odds of every offer, or of each kind. */
export function constantShift(shiftOf: (kind: OfferKind) => number): Recalibrator {
  return { correct: ({ logOdds, kind }) => logOdds + shiftOf(kind), learn: () => undefined };
}

/** Learns about confidences that a constant has corrected. */
export function learnAfter(constant: Recalibrator, learner: Recalibrator): Recalibrator {
  const corrected = <T extends StatedOffer>(offer: T): T => ({ ...offer, logOdds: constant.correct(offer) });
  return {
    correct: (offer) => learner.correct(corrected(offer)),
    learn: (offer) => learner.learn(corrected(offer)),
  };
}

/** The part of {@link learnAfter} that is the learner's: for thresholds that were fitted without the constant. */
export function learnBeside(constant: Recalibrator, learner: Recalibrator): Recalibrator {
  const { correct, learn } = learnAfter(constant, learner);
  return { correct: (offer) => offer.logOdds + correct(offer) - constant.correct(offer), learn };
}

/** How an online recalibrator learns. */
export interface OnlineOptions {
  /** Offers with the same name share a correction. */
  readonly groupOf: (offer: StatedOffer) => string;
  readonly prior: LogOddsPrior;
  /** Number of offers after which an outcome counts half; infinite to forget nothing. */
  readonly halfLife: number;
}

const unchanged: LogOddsLine = { slope: 1, shift: 0 };

/** Corrects by the most probable slope and shift of each group, given the outcomes so far and a prior around no change. */
export function onlineRecalibrator({ groupOf, prior, halfLife }: OnlineOptions): Recalibrator {
  const groups = new Map<string, { readonly outcomes: readonly LogOddsOutcome[]; readonly line: LogOddsLine }>();
  const kept = 0.5 ** (1 / halfLife);
  return {
    correct: (offer) => {
      const { slope, shift } = groups.get(groupOf(offer))?.line ?? unchanged;
      return slope * offer.logOdds + shift;
    },
    learn: (offer) => {
      const name = groupOf(offer);
      const earlier = (groups.get(name)?.outcomes ?? []).map((each) => ({ ...each, weight: each.weight * kept }));
      const outcomes = [...earlier, { odds: offer.logOdds, isRight: offer.isRight, weight: 1 }];
      groups.set(name, { outcomes, line: fitLogOdds(outcomes, prior) });
    },
  };
}
