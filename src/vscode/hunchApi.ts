import type { RequestRecord } from "../app/journal/requestLog.ts";
import type { Learning } from "../app/learning/createLearning.ts";
import type { NextEdits } from "../app/nextEdit/nextEdits.ts";
import type { TextReplacement } from "../core/nextEdit/textReplacement.ts";
import type { TelemetryEvent } from "../core/statistics/events.ts";
import type { Journal } from "./journal/createJournal.ts";

/** What `activate` returns, for tests and other extensions: numbers, closed words and locations, no text. */
export interface HunchApi {
  /** The last events of this window, oldest first. */
  readonly events: () => readonly TelemetryEvent[];
  /** The last requests that ended, newest first, each with its document and the document's version. */
  readonly requests: () => readonly Pick<RequestRecord, "event" | "uri" | "version">[];
  /** The next edit that is drawn, and what Tab does. */
  readonly nextEdit: () => DrawnNextEdit | undefined;
  /** Whether neither a search for a next edit nor its drawing is on its way. */
  readonly areNextEditsSettled: () => boolean;
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

/** A next edit as it is drawn. */
export interface DrawnNextEdit {
  readonly uri: string;
  readonly replacement: TextReplacement;
  /** Its first line, from 0. */
  readonly line: number;
  readonly key: "here" | "away";
  /** Whether the language server may rename the declaration that was renamed by hand. */
  readonly canRename: boolean;
  /** How many edits may be applied at once, if so many examples were seen. */
  readonly applicable: number | undefined;
}

interface ApiParts {
  readonly learning: Learning;
  readonly journal: Journal;
  readonly nextEdits: NextEdits;
  readonly activationMs: number;
}

export function createApi({ learning, journal, nextEdits, activationMs }: ApiParts): HunchApi {
  const { events, requests } = journal;
  const { runner, workspaceFeed } = learning;
  return {
    events: () => events.recent(),
    requests: () => requests.recent().map(({ event, uri, version }) => ({ event, uri, version })),
    nextEdit: () => {
      const shown = nextEdits.drawn;
      if (!shown) return undefined;
      const { proposal, replacement, key, applicable } = shown;
      const canRename = shown.rename !== undefined;
      return { uri: proposal.path, replacement, line: replacement.startLine, key, canRename, applicable };
    },
    areNextEditsSettled: () => nextEdits.isSettled,
    whenLearnt: () => learning.whenRead().then(() => runner.whenIdle()),
    whenWorkspaceLearnt: () => workspaceFeed.whenRead().then(() => runner.whenIdle()),
    activationMs,
    longestSliceMs: () => runner.longestMs,
    learntBytes: () => learning.bytes(),
  };
}
