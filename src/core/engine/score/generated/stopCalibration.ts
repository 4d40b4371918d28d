import type { StopCalibration } from "../calibration.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const stopCalibration: StopCalibration = {"whole":{"slope":0.801,"shift":-0.225},"part":{"slope":0.957,"shift":-0.216},"wholeInWord":{"slope":0.856,"shift":-0.205},"partInWord":{"slope":1.111,"shift":0.051}};
