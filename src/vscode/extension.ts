import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { TelemetryEvent } from "../core/statistics/events.ts";
import { createLearning } from "./files/createLearning.ts";
import { createCompletion } from "./ghostText/createCompletion.ts";
import { DisposableStore } from "./host/disposableStore.ts";
import { followEditor } from "./host/followEditor.ts";
import { registerCommands } from "./host/registerCommands.ts";
import { createJournal } from "./journal/createJournal.ts";
import type { RequestRecord } from "./journal/requestLog.ts";
import { createNextEdits } from "./nextEdit/createNextEdits.ts";
import { createConnections } from "./servers/createConnections.ts";

/** What `activate` returns: for tests and for the curious; numbers, closed words and documents' addresses, no text. */
export interface HunchApi {
  /** The last events of this window, oldest first. */
  readonly events: () => readonly TelemetryEvent[];
  /** The last 50 requests that ended, newest first: in which document, and in which version of it. */
  readonly requests: () => readonly Pick<RequestRecord, "event" | "uri" | "version">[];
  /** The next edit that is drawn: the address of its document, its first line from 0, and what Tab does. */
  readonly nextEdit: () => { readonly uri: string; readonly line: number; readonly key: "here" | "away" } | undefined;
  /** Resolves when every file in reach is learnt. */
  readonly whenLearnt: () => Promise<void>;
  /** Resolves when files of the workspace that nobody opened are learnt as far as they will be. */
  readonly whenWorkspaceLearnt: () => Promise<void>;
  readonly activationMs: number;
  /** Longest stretch in milliseconds that learning held the thread. */
  readonly longestSliceMs: () => number;
  /** Estimated memory of what was learnt, in bytes. */
  readonly learntBytes: () => number;
}

/** VS Code kills its extension host 5 s after it asks it to end; all extensions share that time. */
const closingMs = 2_000;
/** VS Code hands nothing to {@link deactivate}: this is what it has to call. */
let closeRunning: (() => Promise<void>) | undefined;

/** Builds every object once, by hand, and hands VS Code one store to dispose. */
export function activate(context: vscode.ExtensionContext): HunchApi {
  const startedAt = performance.now();
  const now = () => performance.now();
  const { extensionUri, workspaceState: memento } = context;
  const own = new DisposableStore();
  const log = vscode.window.createOutputChannel("Hunch", { log: true });
  context.subscriptions.push(own, log); // VS Code disposes them after `deactivate`: the log outlives those who write to it.
  const onError = (error: unknown) => log.error(error instanceof Error ? error : String(error));

  const journal = createJournal(context.globalStorageUri.fsPath, log, own);
  const { activities, events, requests } = journal;
  const learning = createLearning({ memento, log, onError, now }, own);
  const connections = createConnections({ context, activities, log, onError }, own);
  const parts = { learning, connections, journal, log, onError, now };
  const completion = createCompletion(parts, own);
  const nextEdits = createNextEdits({ excludes: (uri) => learning.exclusions.excludes(uri), onError }, own);
  registerCommands({ extensionUri, ...parts, completion, nextEdits }, own);
  followEditor(parts, completion, own);

  closeRunning = () => {
    own.dispose(); // Ends what is still shown, which is an event too.
    return Promise.race([events.flush(), sleep(closingMs, undefined, { ref: false })]);
  };
  const { feed, workspaceFeed, runner } = learning;
  return {
    events: () => events.recent(),
    requests: () => requests.recent().map(({ event, uri, version }) => ({ event, uri, version })),
    nextEdit: () => {
      const shown = nextEdits.drawn;
      return shown && { uri: shown.proposal.path, line: shown.replacement.startLine, key: shown.key };
    },
    whenLearnt: () => feed.whenRead().then(() => runner.whenIdle()),
    whenWorkspaceLearnt: () => workspaceFeed.whenRead().then(() => runner.whenIdle()),
    activationMs: performance.now() - startedAt,
    longestSliceMs: () => runner.longestMs,
    learntBytes: learning.bytes,
  };
}

/** The window closes: ends everything, and resolves when the last events are written, or can't be in time. */
export async function deactivate(): Promise<void> {
  await closeRunning?.();
  closeRunning = undefined;
}
