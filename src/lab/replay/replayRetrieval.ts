import type { Contender } from "./contender.ts";
import type { ReplayCase } from "./replayCase.ts";
import { type RetrievalScore, scoreRetrieval } from "./retrievalScore.ts";
import { createWantedFinder } from "./wantedIdentifiers.ts";

/** What a replay needs from where it runs. */
export interface ReplayHost {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Lets other work have the thread; called between slices of work. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** What one contender made of one case at one budget. */
export interface RetrievalRow {
  readonly contender: string;
  readonly maxTokens: number;
  readonly replayCase: ReplayCase;
  readonly score: RetrievalScore;
  /** Milliseconds of the query alone. */
  readonly ms: number;
}

/** Runs every contender on every case at every budget; ends early, with the rows so far, when the signal aborts. */
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

/** Longest stretch in milliseconds before other work gets the thread. */
const sliceMs = 8;

/** Runs sliced work to its end, giving the thread back after every slice. */
export async function runSliced(task: Iterable<void>, host: Pick<ReplayHost, "now" | "pause">): Promise<void> {
  let started = host.now();
  for (const _ of task) {
    if (host.now() - started < sliceMs) continue;
    await host.pause();
    started = host.now();
  }
}
