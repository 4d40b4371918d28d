import type { SourceLearner } from "../../core/types/source.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import type { ReplayCase } from "./replayCase.ts";
import { type ReplayHost, runSliced } from "./replayRetrieval.ts";

/**
 * Visits each case once the learners know its files, until the signal aborts. Afterwards they know nothing of the cases: the
 * files of a late case contain what was written in the earlier ones.
 */
export async function forEachCase(
  cases: readonly ReplayCase[],
  learners: readonly SourceLearner[],
  host: ReplayHost,
  signal: AbortSignal,
  visit: (replayCase: ReplayCase, index: number) => void | Promise<void>,
): Promise<void> {
  const feed = new LearnerFeed(learners);
  try {
    for (const [index, replayCase] of cases.entries()) {
      await runSliced(feed.open(replayCase), host);
      if (signal.aborted) return;
      await visit(replayCase, index);
      if (signal.aborted) return;
      host.onProgress(index + 1, cases.length);
      await host.pause();
    }
  } finally {
    feed.close();
  }
}
