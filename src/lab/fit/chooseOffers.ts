import { orderStops } from "../../core/engine/answer/chooseStop.ts";
import { calibrated, type StopCalibration } from "../../core/engine/score/calibration.ts";
import type { ScoredStop, StopsAt } from "./rateStops.ts";
import type { JudgedOffer } from "./reportFit.ts";

/** The offer at a position. It is right if it is right to its last character. */
export interface StopOffer extends JudgedOffer {
  readonly stop: ScoredStop;
}

/** Returns the offers at a threshold, each with the calibration fitted without its repository. */
export function chooseOffers(
  positions: readonly StopsAt[],
  calibrationWithout: (repo: string) => StopCalibration,
  threshold: number,
): readonly StopOffer[] {
  return positions.flatMap(({ replayCase: { repo, lang }, stops, weight }) => {
    const stop = mostWorthwhile(stops, calibrationWithout(repo), threshold);
    if (stop === undefined) return [];
    const { confidence, isRight } = stop;
    return [{ confidence, isRight, weight, repo, lang, characters: isRight ? stop.text.trim().length : 0, stop }];
  });
}

/** Returns the stop that the engine would suggest alone at a threshold, with its confidence. */
export function mostWorthwhile<Stop extends Pick<ScoredStop, "text" | "isWhole" | "kind" | "score">>(
  stops: readonly Stop[],
  calibration: StopCalibration,
  threshold: number,
): (Stop & { readonly confidence: number }) | undefined {
  const rated = stops.map((stop) => ({ ...stop, confidence: calibrated(stop.score, stop.kind, calibration) }));
  return orderStops(rated, { minConfidence: threshold })[0];
}
