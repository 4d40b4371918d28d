import { Engine, type EngineTables } from "../../core/engine/engine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { isEngineCase, replayEngine } from "../replay/replayEngine.ts";
import { groupBy } from "./groupBy.ts";

const fileCounts = [0, 1, 2] as const;

/** Prints what is shown and right if only a few other files are known, with tables fitted without the repository. */
export async function reportSmallWorkspaces(
  cases: readonly ReplayCase[],
  tablesWithout: (repo: string) => EngineTables,
  print: (line: string) => void,
): Promise<void> {
  const signal = new AbortController().signal;
  const host = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };
  const thresholds = [confidenceThresholds.balanced];
  print(`\nFew files known, at "balanced" with stops:`);
  for (const count of fileCounts) {
    let shown = 0;
    let right = 0;
    let total = 0;
    for (const [repo, members] of groupBy(cases.filter(isEngineCase), (each) => each.repo)) {
      const few = members.map((each) => ({ ...each, recent: each.recent.slice(0, count) }));
      const engine = new Engine(tablesWithout(repo));
      const rows = await replayEngine(few, engine, { thresholds, maxLines: 1, mayStopEarly: true }, host, signal);
      total += rows.length;
      shown += rows.filter(({ score }) => score.shown).length;
      right += rows.filter(({ score }) => score.useful).length;
    }
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    print(`${count} other files: shown ${percent(shown / total)}, right ${percent(right / Math.max(1, shown))}`);
  }
}
