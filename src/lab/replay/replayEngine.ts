import type { EmbeddedEngine, EngineOptions } from "../../core/types/engine.ts";
import { recentOf } from "./contender.ts";
import { type EngineScore, scoreAnswer } from "./engineScore.ts";
import { forEachCase } from "./forEachCase.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";

/** An engine's result in one case at one threshold. */
export interface EngineRow {
  readonly replayCase: ReplayCase;
  readonly threshold: number;
  readonly score: EngineScore;
  /** Milliseconds of the answer alone. */
  readonly ms: number;
}

/** Options of an engine under replay, which answers once at each threshold. */
export type ReplayOptions = Omit<EngineOptions, "minConfidence" | "limit"> & { readonly thresholds: readonly number[] };

/** Thresholds of the curve. At 0, the engine always answers. */
export const curveThresholds: readonly number[] = Array.from({ length: 20 }, (_, index) => index / 20);

/** Whether an engine is judged by a case: it is natural and no comment. */
export function isEngineCase({ sample, kind }: ReplayCase): boolean {
  return sample === "natural" && kind !== "comment";
}

/** Runs an engine on every case at every threshold. If the signal aborts, returns the rows so far. */
export async function replayEngine(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  options: ReplayOptions,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly EngineRow[]> {
  const rows: EngineRow[] = [];
  await forEachCase(cases, [engine], host, signal, (replayCase) => {
    for (const threshold of options.thresholds) {
      const limits: EngineOptions = { ...options, minConfidence: threshold, limit: 1 };
      const started = host.now();
      const [answer] = engine.answer(cursorOf(replayCase), recentOf(replayCase), limits);
      const ms = host.now() - started;
      rows.push({ replayCase, threshold, score: scoreAnswer(replayCase, answer), ms });
    }
  });
  return rows;
}
