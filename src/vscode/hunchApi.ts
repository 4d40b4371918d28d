import type { RequestRecord } from "../app/journal/requestLog.ts";
import type { Learning } from "../app/learning/createLearning.ts";
import type { TelemetryEvent } from "../core/statistics/events.ts";
import type { Journal } from "./journal/createJournal.ts";

/** What `activate` returns, for tests and other extensions: numbers, closed words and locations, no text. */
export interface HunchApi {
  /** The last events of this window, oldest first. */
  readonly events: () => readonly TelemetryEvent[];
  /** The last requests that ended, newest first, each with its document and the document's version. */
  readonly requests: () => readonly Pick<RequestRecord, "event" | "uri" | "version">[];
  /** Resolves when every file in reach is learnt. */
  readonly whenLearnt: () => Promise<void>;
  /** Resolves when files of the workspace that nobody has opened are learnt, as far as the limits allow. */
  readonly whenWorkspaceLearnt: () => Promise<void>;
  readonly activationMs: number;
  /** Longest time in milliseconds that learning has blocked the thread. */
  readonly longestSliceMs: () => number;
  /** Estimated memory of everything learnt, in bytes. */
  readonly learntBytes: () => number;
}

interface ApiParts {
  readonly learning: Learning;
  readonly journal: Journal;
  readonly activationMs: number;
}

export function createApi({ learning, journal, activationMs }: ApiParts): HunchApi {
  const { events, requests } = journal;
  const { runner, workspaceFeed } = learning;
  return {
    events: () => events.recent(),
    requests: () => requests.recent().map(({ event, uri, version }) => ({ event, uri, version })),
    whenLearnt: () => learning.whenRead().then(() => runner.whenIdle()),
    whenWorkspaceLearnt: () => workspaceFeed.whenRead().then(() => runner.whenIdle()),
    activationMs,
    longestSliceMs: () => runner.longestMs,
    learntBytes: () => learning.bytes(),
  };
}
