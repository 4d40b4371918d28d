import type { StopCalibration } from "../calibration.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const stopCalibration: StopCalibration = {"whole":{"slope":0.718,"shift":-0.259},"part":{"slope":0.936,"shift":-0.073},"wholeInWord":{"slope":0.927,"shift":-0.323},"partInWord":{"slope":1.065,"shift":0.378}};
