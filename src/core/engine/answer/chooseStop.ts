import { calibrated, type StopCalibration } from "../score/calibration.ts";
import type { Forest } from "../score/forest.ts";
import type { Stop } from "./findStops.ts";

/** A stop with the probability that its text is right to its last character. */
export interface RatedStop extends Stop {
  readonly confidence: number;
}

/** Characters beyond which a longer suggestion is worth no more. */
const maxWorth = 60;
/** What it is worth that nothing is left to type on the line, in characters. */
const wholeWorth = 4;
/**
 * What reading a wrong suggestion costs, in characters not typed. Up to 20 more of what is shown is right and as many
 * characters are saved, beyond that fewer (docs/measurements/engine-confidence.md).
 */
const wrongCost = 20;

/** What stops are rated with. */
export interface StopScorer {
  readonly forest: Forest;
  readonly calibration: StopCalibration;
}

/** The stops at or above `minConfidence`, those that save most typing first. */
export function rankStops(stops: readonly Stop[], scorer: StopScorer, minConfidence: number): readonly RatedStop[] {
  const rated = stops.map(({ text, model, isWhole, features }) => {
    const confidence = calibrated(scorer.forest.score(features), isWhole, scorer.calibration);
    return { text, model, isWhole, features, confidence };
  });
  return orderStops(rated, minConfidence);
}

/** Rated stops that are sure enough, in the order in which they are offered. */
export function orderStops<T extends RatedStop>(rated: readonly T[], minConfidence: number): readonly T[] {
  return rated.filter(({ confidence }) => confidence >= minConfidence).sort((a, b) => worthOf(b) - worthOf(a));
}

function worthOf({ confidence, text, isWhole }: RatedStop): number {
  const saved = Math.min(text.trim().length, maxWorth) + (isWhole ? wholeWorth : 0);
  return confidence * saved - (1 - confidence) * wrongCost;
}
