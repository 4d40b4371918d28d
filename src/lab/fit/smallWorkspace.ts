import { Engine, type EngineTables } from "../../core/engine/engine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { coldStartTable } from "../replay/engineTables.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { replayColdStart } from "../replay/replayColdStart.ts";
import { isEngineCase, replayEngine } from "../replay/replayEngine.ts";
import { groupBy } from "./groupBy.ts";

/** Prints how often an engine with little context is right, with tables fitted without the repository. */
export async function reportSmallWorkspaces(
  cases: readonly ReplayCase[],
  tablesWithout: (repo: string) => EngineTables,
  print: (line: string) => void,
): Promise<void> {
  const signal = new AbortController().signal;
  const host = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };
  const report = await replayColdStart(
    cases.filter(isEngineCase),
    confidenceThresholds.balanced,
    async (asked, options) => {
      const rows = [];
      for (const [repo, members] of groupBy(asked, (each) => each.repo))
        rows.push(...(await replayEngine(members, new Engine(tablesWithout(repo)), options, host, signal)));
      return rows;
    },
  );
  print(`\nFew files known, at "balanced" with stops, repository left out:\n${coldStartTable(report)}`);
}
