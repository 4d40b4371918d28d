import type { StopCalibration } from "../../core/engine/score/calibration.ts";
import { chooseOffers, type StopOffer } from "./chooseOffers.ts";
import { fitLogOdds, type LogOddsOutcome } from "./logOddsLine.ts";
import type { StopsAt } from "./rateStops.ts";

const unchanged: StopCalibration = { whole: { slope: 1, shift: 0 }, part: { slope: 1, shift: 0 } };
/** Thresholds whose shown stops the calibration is fitted on. Other stops of a line are never shown. */
const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5];

/**
 * Fits the calibration of stops without a repository, or on all if it is undefined. Whole lines and parts of lines have
 * separate calibrations: the forest is fitted on all stops, but whole lines are too confident among the chosen ones.
 */
export function calibrateStops(positions: readonly StopsAt[]): (without: string | undefined) => StopCalibration {
  const offers = thresholds.flatMap((threshold) => chooseOffers(positions, () => unchanged, threshold));
  const known = new Map<string | undefined, StopCalibration>();
  return (without) => {
    const others = offers.filter(({ repo }) => repo !== without);
    const found = known.get(without) ?? {
      whole: fitLogOdds(others.filter(({ stop }) => stop.isWhole).map(outcomeOf)),
      part: fitLogOdds(others.filter(({ stop }) => !stop.isWhole).map(outcomeOf)),
    };
    known.set(without, found);
    return found;
  };
}

function outcomeOf({ stop, isRight, weight }: StopOffer): LogOddsOutcome {
  return { odds: stop.score, isRight, weight };
}
