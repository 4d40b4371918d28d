import type { EmbeddedEngine } from "../../core/types/engine.ts";
import { type EngineFigures, summarizeEngine } from "./engineReport.ts";
import type { ReplayCase } from "./replayCase.ts";
import { replayEngine } from "./replayEngine.ts";
import type { ReplayHost } from "./replayRetrieval.ts";

/** Figures of an engine that knows little, by what it knows: `0`, `1`, `2` or `5` other files, or `firstLines`. */
export type ColdStartReport = Readonly<Record<string, EngineFigures>>;

const fileCounts = [0, 1, 2, 5];
/** Lines above the cursor in what counts as the first lines of a file. */
const firstLines = 20;

/**
 * Asks an engine that knows only the cursor's file and the N most recent other files, and, with all files, in the first
 * lines of a file. Suggestions may end inside the line.
 */
export async function replayColdStart(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  threshold: number,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<ColdStartReport> {
  const options = { thresholds: [threshold], maxLines: 1, mayStopEarly: true };
  const figuresOf = async (asked: readonly ReplayCase[]) =>
    summarizeEngine(await replayEngine(asked, engine, options, host, signal));
  const report: Record<string, EngineFigures> = {};
  for (const count of fileCounts)
    report[count] = await figuresOf(cases.map((each) => ({ ...each, recent: each.recent.slice(0, count) })));
  report["firstLines"] = await figuresOf(cases.filter(({ prefix }) => prefix.split("\n").length <= firstLines));
  return report;
}
