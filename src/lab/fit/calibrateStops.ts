import type { LogOddsLine, StopCalibration } from "../../core/engine/score/calibration.ts";
import { chooseOffers, type StopOffer } from "./chooseOffers.ts";
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
      whole: fitLogOdds(others.filter(({ stop }) => stop.isWhole)),
      part: fitLogOdds(others.filter(({ stop }) => !stop.isWhole)),
    };
    known.set(without, found);
    return found;
  };
}

const rounds = 30;

/** Fits slope and shift by Newton's method on the weighted log loss, which is convex. */
function fitLogOdds(offers: readonly StopOffer[]): LogOddsLine {
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < rounds; round++) {
    // A small initial curvature keeps the step finite if there are no offers of a kind.
    const gradient = { slope: 0, shift: 0 };
    const curvature = { slope: 1e-3, both: 0, shift: 1e-3 };
    for (const { stop, isRight, weight } of offers) {
      const said = 1 / (1 + Math.exp(-(slope * stop.score + shift)));
      const error = weight * (Number(isRight) - said);
      const bend = weight * said * (1 - said);
      gradient.slope += error * stop.score;
      gradient.shift += error;
      curvature.slope += bend * stop.score ** 2;
      curvature.both += bend * stop.score;
      curvature.shift += bend;
    }
    const determinant = curvature.slope * curvature.shift - curvature.both ** 2;
    slope += (curvature.shift * gradient.slope - curvature.both * gradient.shift) / determinant;
    shift += (curvature.slope * gradient.shift - curvature.both * gradient.slope) / determinant;
  }
  return { slope: Number(slope.toFixed(3)), shift: Number(shift.toFixed(3)) };
}
