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
    const calibration = calibrationWithout(repo);
    const rated = stops.map((stop) => ({ ...stop, confidence: calibrated(stop.score, stop.isWhole, calibration) }));
    const [stop] = orderStops(rated, { minConfidence: threshold });
    if (stop === undefined) return [];
    const { confidence, isRight } = stop;
    return [{ confidence, isRight, weight, repo, lang, characters: isRight ? stop.text.trim().length : 0, stop }];
  });
}
