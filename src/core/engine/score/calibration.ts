/** A straight line on the log odds: `slope × score + shift` (Platt 1999). */
export interface LogOddsLine {
  readonly slope: number;
  readonly shift: number;
}

/** What turns a stop's score into its confidence, by kind of suggestion; fitted by `npm run fit:engine`. */
export interface StopCalibration {
  /** Suggestions that end with the line, and those that end at a boundary within it. */
  readonly whole: LogOddsLine;
  readonly part: LogOddsLine;
  /** The same, if they begin with the rest of a word. */
  readonly wholeInWord: LogOddsLine;
  readonly partInWord: LogOddsLine;
}

/** What a suggestion is calibrated as. */
export type CalibratedKind = keyof StopCalibration;

/** Leaves the score as it is: its logistic is the confidence. */
const asScored: LogOddsLine = { slope: 1, shift: 0 };
export const uncalibrated: StopCalibration = {
  whole: asScored,
  part: asScored,
  wholeInWord: asScored,
  partInWord: asScored,
};

/** The probability that a suggestion of this score is right to its last character. */
export function calibrated(score: number, kind: CalibratedKind, calibration: StopCalibration): number {
  const { slope, shift } = calibration[kind];
  return 1 / (1 + Math.exp(-(slope * score + shift)));
}
