import type { LogOddsLine } from "../../core/engine/score/calibration.ts";

/** What was stated about an offer, in log odds, and whether it was right. */
export interface LogOddsOutcome {
  readonly odds: number;
  readonly isRight: boolean;
  /** Number of offers that it represents. */
  readonly weight: number;
}

/** Normal distributions of slope and shift around 1 and 0. */
export interface LogOddsPrior {
  /** 1 / variance of the slope; the slope stays 1 if it is infinite. */
  readonly slope: number;
  /** 1 / variance of the shift. */
  readonly shift: number;
}

const rounds = 30;
/** Counts less than one offer, and keeps the step finite without offers. */
const weakPrior: LogOddsPrior = { slope: 1e-3, shift: 1e-3 };

/**
 * Fits the most probable slope and shift of log odds by Newton's method: the log loss of the outcomes and the prior are
 * convex (Platt scaling with a prior).
 */
export function fitLogOdds(outcomes: readonly LogOddsOutcome[], prior: LogOddsPrior = weakPrior): LogOddsLine {
  let slope = 1;
  let shift = 0;
  const mayBend = Number.isFinite(prior.slope);
  for (let round = 0; round < rounds; round++) {
    const gradient = { slope: mayBend ? prior.slope * (1 - slope) : 0, shift: -prior.shift * shift };
    const curvature = { slope: mayBend ? prior.slope : 1, both: 0, shift: prior.shift };
    for (const { odds, isRight, weight } of outcomes) {
      const said = probability(slope * odds + shift);
      const error = weight * (Number(isRight) - said);
      const bend = weight * said * (1 - said);
      gradient.shift += error;
      curvature.shift += bend;
      if (!mayBend) continue;
      gradient.slope += error * odds;
      curvature.slope += bend * odds ** 2;
      curvature.both += bend * odds;
    }
    const determinant = curvature.slope * curvature.shift - curvature.both ** 2;
    const step = {
      slope: (curvature.shift * gradient.slope - curvature.both * gradient.shift) / determinant,
      shift: (curvature.slope * gradient.shift - curvature.both * gradient.slope) / determinant,
    };
    slope += step.slope;
    shift += step.shift;
    if (Math.abs(step.slope) + Math.abs(step.shift) < 1e-6) break;
  }
  return { slope: Number(slope.toFixed(3)), shift: Number(shift.toFixed(3)) };
}

/** Returns the probability of log odds. */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
