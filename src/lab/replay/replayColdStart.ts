import { type EngineFigures, mostConfident, summarizeEngine } from "./engineReport.ts";
import { fileStartCase, firstLines } from "./fileStartCase.ts";
import type { ReplayCase } from "./replayCase.ts";
import type { EngineRow, ReplayOptions } from "./replayEngine.ts";

/** Figures of an engine with little context. */
export interface ColdStartFigures extends EngineFigures {
  /** Whole lines, if the engine always answers: share that is exact, of all cases and of the most confident. */
  readonly wholeLine: {
    readonly exactOfAll: number | undefined;
    readonly mostConfident: Readonly<Record<string, number>>;
  };
}

/**
 * Figures by what the engine knows: `0`, `1`, `2` or `5` other files; all files, in the first lines of a file, `firstLines`;
 * all files, while a file is written from its top, `newFile`; the same without any other file, `newFileAlone`.
 */
export type ColdStartReport = Readonly<Record<string, ColdStartFigures>>;

const fileCounts = [0, 1, 2, 5];
const shares = [0.1, 0.2, 0.3];

/** Replays an engine with little context: suggestions above a threshold that may end inside the line, and whole lines. */
export async function replayColdStart(
  cases: readonly ReplayCase[],
  threshold: number,
  replay: (cases: readonly ReplayCase[], options: ReplayOptions) => Promise<readonly EngineRow[]>,
): Promise<ColdStartReport> {
  const figuresOf = async (asked: readonly ReplayCase[]) => {
    const stops = { thresholds: [threshold], maxLines: 1, mayStopEarly: true };
    const early = await replay(asked, stops);
    const whole = await replay(asked, { thresholds: [0], maxLines: 1 });
    const exact = shares.map((share) => [String(share), mostConfident(whole, share).exact] as const);
    const { exactOfAll } = summarizeEngine(whole);
    return { ...summarizeEngine(early), wholeLine: { exactOfAll, mostConfident: Object.fromEntries(exact) } };
  };
  const knowing = (asked: readonly ReplayCase[], count: number) =>
    asked.map((each) => ({ ...each, recent: each.recent.slice(0, count) }));
  const report: Record<string, ColdStartFigures> = {};
  for (const count of fileCounts) report[count] = await figuresOf(knowing(cases, count));
  report["firstLines"] = await figuresOf(cases.filter(({ prefix }) => prefix.split("\n").length <= firstLines));
  const fileStarts = cases.flatMap((each) => fileStartCase(each) ?? []);
  report["newFile"] = await figuresOf(fileStarts);
  report["newFileAlone"] = await figuresOf(knowing(fileStarts, 0));
  return report;
}
