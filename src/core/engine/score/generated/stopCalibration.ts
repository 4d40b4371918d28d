import type { StopCalibration } from "../calibration.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const stopCalibration: StopCalibration = {"whole":{"slope":0.884,"shift":-0.344},"part":{"slope":0.97,"shift":-0.061},"wholeInWord":{"slope":0.936,"shift":-0.132},"partInWord":{"slope":0.852,"shift":0.534}};
