/** A straight line on the log odds: `slope × score + shift` (Platt 1999). */
export interface LogOddsLine {
  readonly slope: number;
  readonly shift: number;
}

/** What turns a stop's score into its confidence, by kind of offer; fitted by `npm run fit:engine`. */
export interface StopCalibration {
  /** Offers that end with the line. */
  readonly whole: LogOddsLine;
  /** Offers that end at a boundary within it. */
  readonly part: LogOddsLine;
}

/** The probability that an offer of this score is right to its last character. */
export function calibrated(score: number, isWhole: boolean, calibration: StopCalibration): number {
  const { slope, shift } = isWhole ? calibration.whole : calibration.part;
  return 1 / (1 + Math.exp(-(slope * score + shift)));
}
