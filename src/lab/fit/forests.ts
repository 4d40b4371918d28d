import type { EngineTables } from "../../core/engine/engine.ts";
import { uncalibrated } from "../../core/engine/score/calibration.ts";
import { asWeighed } from "../../core/engine/score/nextLine.ts";

/** The tables of an engine that are grown first; the others are fitted on what these say. */
export type Forests = Pick<EngineTables, "line" | "stop">;

/** An engine's tables while nothing but its forests is fitted. */
export function tablesOf({ line, stop }: Forests): EngineTables {
  return { line, stop, calibration: uncalibrated, nextLine: asWeighed };
}
