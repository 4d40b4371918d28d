import type { EngineOptions } from "../../types/engine.ts";
import { type CalibratedKind, calibrated, type StopCalibration } from "../score/calibration.ts";
import type { Forest } from "../score/forest.ts";
import type { Stop } from "./findStops.ts";

/** A stop with the probability that its text is right to its last character. */
export interface RatedStop extends Stop {
  readonly confidence: number;
}

/** Characters beyond which a longer suggestion is worth no more. */
const maxWorth = 60;
/**
 * What it is worth that nothing is left to type on the line, and what reading a wrong suggestion costs, in characters not
 * typed. Where nothing but the threshold decides: with a cost of up to 20, more of what is shown is right and as many
 * characters are saved, beyond that fewer (docs/measurements/engine-confidence.md).
 */
const sureFirst = { whole: 4, wrong: 20 };
/** Where the caller decides by confidence and length what it accepts (docs/measurements/feel.md). */
const longFirst = { whole: 20, wrong: 3 };

/** What stops are rated with. */
export interface StopScorer {
  readonly forest: Forest;
  readonly calibration: StopCalibration;
}

/** Limits of an answer as far as they concern its stops. */
type StopOptions = Pick<EngineOptions, "minConfidence" | "preferLong">;

/** The kind by which a stop is calibrated. */
export function calibratedKindOf({ model, isWhole }: Pick<Stop, "model" | "isWhole">): CalibratedKind {
  if (model.candidate.evidence.isPartial) return isWhole ? "wholeInWord" : "partInWord";
  return isWhole ? "whole" : "part";
}

/** The stops at or above `minConfidence`, those that save most typing first. */
export function rankStops(stops: readonly Stop[], scorer: StopScorer, options: StopOptions): readonly RatedStop[] {
  const rated = stops.map((stop) => {
    const { text, model, isWhole, features } = stop;
    const confidence = calibrated(scorer.forest.score(features), calibratedKindOf(stop), scorer.calibration);
    return { text, model, isWhole, features, confidence };
  });
  return orderStops(rated, options);
}

/** Texts that are probable enough, in the order in which they are offered. */
export function orderStops<T extends Pick<RatedStop, "text" | "isWhole" | "confidence">>(
  rated: readonly T[],
  { minConfidence, preferLong = false }: StopOptions,
): readonly T[] {
  const { whole, wrong } = preferLong ? longFirst : sureFirst;
  const worthOf = ({ confidence, text, isWhole }: T) => {
    const saved = Math.min(text.trim().length, maxWorth) + (isWhole ? whole : 0);
    return confidence * saved - (1 - confidence) * wrong;
  };
  return rated.filter(({ confidence }) => confidence >= minConfidence).sort((a, b) => worthOf(b) - worthOf(a));
}
