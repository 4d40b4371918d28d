import { lineBaselines } from "./baselines/lineBaselines.ts";
import { mostConfident } from "./engineReport.ts";
import { scoreAnswer } from "./engineScore.ts";
import type { ReplayCase } from "./replayCase.ts";
import type { EngineRow } from "./replayEngine.ts";
import type { ReplayHost } from "./replayRetrieval.ts";

/** Figures of a baseline on the lines by which an engine is judged. */
export interface BaselineFigures {
  /** Share of all lines that are completed exactly. */
  readonly exactOfAll: number;
  /** Share that is exact among its most confident 10, 20 and 30 % of all lines. */
  readonly mostConfident: Readonly<Record<string, number>>;
}

/** Runs every baseline on every case. If the signal aborts, returns the figures so far. */
export async function replayBaselines(
  cases: readonly ReplayCase[],
  host: ReplayHost,
  signal: AbortSignal,
): Promise<Readonly<Record<string, BaselineFigures>>> {
  const rows = new Map<string, EngineRow[]>(Object.keys(lineBaselines).map((name) => [name, []]));
  for (const [index, replayCase] of cases.entries()) {
    await host.pause();
    if (signal.aborted) break;
    for (const [name, baseline] of Object.entries(lineBaselines)) {
      const answer = baseline(replayCase);
      const score = scoreAnswer(replayCase, answer && { ...answer, origin: undefined });
      rows.get(name)?.push({ replayCase, threshold: 0, score, ms: 0 });
    }
    host.onProgress(index + 1, cases.length);
  }
  return Object.fromEntries([...rows].map(([name, each]) => [name, figuresOf(each)]));
}

function figuresOf(rows: readonly EngineRow[]): BaselineFigures {
  const exact = rows.filter(({ score }) => score.exact).length;
  const shares = [0.1, 0.2, 0.3].map((share) => [String(share), mostConfident(rows, share).exact] as const);
  return { exactOfAll: exact / Math.max(1, rows.length), mostConfident: Object.fromEntries(shares) };
}
