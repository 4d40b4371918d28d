import type { Contender } from "./contender.ts";
import type { ReplayCase } from "./replayCase.ts";
import { type RetrievalScore, scoreRetrieval } from "./retrievalScore.ts";
import { createWantedFinder } from "./wantedIdentifiers.ts";

/** Environment of a replay. */
export interface ReplayHost {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Lets other work run; called between slices of work. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** A contender's result in one case at one budget. */
export interface RetrievalRow {
  readonly contender: string;
  readonly maxTokens: number;
  readonly replayCase: ReplayCase;
  readonly score: RetrievalScore;
  /** Milliseconds of the query alone. */
  readonly ms: number;
}

/** Runs every contender on every case at every budget. If the signal aborts, returns the rows so far. */
export async function replayRetrieval(
  cases: readonly ReplayCase[],
  contenders: readonly Contender[],
  budgets: readonly number[],
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly RetrievalRow[]> {
  const rows: RetrievalRow[] = [];
  const wantedOf = createWantedFinder();
  for (const [index, replayCase] of cases.entries()) {
    const wanted = wantedOf(replayCase);
    for (const contender of contenders) {
      await runSliced(contender.prepare(replayCase), host);
      if (signal.aborted) return rows;
      for (const maxTokens of budgets) {
        const started = host.now();
        const snippets = contender.retrieve(replayCase, maxTokens);
        const ms = host.now() - started;
        const score = scoreRetrieval(replayCase, wanted, snippets, maxTokens);
        rows.push({ contender: contender.name, maxTokens, replayCase, score, ms });
      }
    }
    host.onProgress(index + 1, cases.length);
    await host.pause();
  }
  return rows;
}

/** Maximum milliseconds before other work may run. */
const sliceMs = 8;

/** Runs sliced work to its end and lets other work run after every slice. */
export async function runSliced(task: Iterable<void>, host: Pick<ReplayHost, "now" | "pause">): Promise<void> {
  let started = host.now();
  for (const _ of task) {
    if (host.now() - started < sliceMs) continue;
    await host.pause();
    started = host.now();
  }
}
