import type { StopCalibration } from "../calibration.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const stopCalibration: StopCalibration = {"whole":{"slope":0.818,"shift":-0.345},"part":{"slope":0.92,"shift":-0.013}};
