import * as vscode from "vscode";
import type { CompletionDeps } from "./core/completion/complete.ts";
import { type Offer, OutcomeTracker } from "./core/completion/outcomeTracker.ts";
import { RunningAnswer } from "./core/completion/runningAnswer.ts";
import { SuggestionCache } from "./core/completion/suggestionCache.ts";
import { RecentFiles } from "./core/context/recentFiles.ts";
import { createEngine } from "./core/local/engine.ts";
import { redact } from "./core/privacy/redactSecrets.ts";
import { createRetriever } from "./core/retrieval/retriever.ts";
import type { TelemetryEvent } from "./core/telemetry/events.ts";
import { summarize } from "./core/telemetry/statistics.ts";
import { explainSkip } from "./core/trigger/explainSkip.ts";
import { skipReasons } from "./core/trigger/skipReason.ts";
import { SlicedRunner } from "./core/util/slicedRunner.ts";
import { createAsk } from "./editor/askCommand.ts";
import { DisposableStore } from "./editor/disposableStore.ts";
import { EventLog } from "./editor/eventLog.ts";
import { Exclusions } from "./editor/exclusions.ts";
import { InlineProvider } from "./editor/inlineProvider.ts";
import { showMenu, snoozeMinutes, toggleLanguage } from "./editor/menu.ts";
import { OutcomeWatcher } from "./editor/outcomeWatcher.ts";
import { RequestLog, type RequestRecord } from "./editor/requestLog.ts";
import { readSettings } from "./editor/settings.ts";
import { Silence } from "./editor/silence.ts";
import { recallRecentFiles, SourceFeed } from "./editor/sourceFeed.ts";
import { StatusBar } from "./editor/statusBar.ts";

/** Events kept in memory for whoever asks the extension's API. */
const keptEvents = 2_000;

/** What `activate` returns: for tests and for the curious; numbers and closed words, no text. */
export interface HunchApi {
  /** The last events of this window, oldest first. */
  readonly events: () => readonly TelemetryEvent[];
  /** Resolves when every file in reach is learnt. */
  readonly whenLearnt: () => Promise<void>;
  readonly activationMs: number;
  /** Longest stretch in milliseconds that learning held the thread. */
  readonly longestSliceMs: () => number;
  /** Estimated memory of what was learnt, in bytes. */
  readonly learntBytes: () => number;
}

/** Builds every object once, by hand, and hands VS Code one store to dispose. */
export function activate(context: vscode.ExtensionContext): HunchApi {
  const startedAt = performance.now();
  const now = () => performance.now();
  const own = new DisposableStore();
  context.subscriptions.push(own);

  const log = own.add(vscode.window.createOutputChannel("Hunch", { log: true }));
  const reportDefect = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const statusBar = own.add(new StatusBar());
  const events: TelemetryEvent[] = [];
  const eventLog = own.add(new EventLog(context.globalStorageUri.fsPath, log));
  const append = (event: TelemetryEvent) => {
    events.push(event);
    if (events.length > keptEvents) events.shift();
    eventLog.append(event);
    if (event.kind !== "request") drawToday();
  };
  const drawToday = () => statusBar.today(summarize(eventLog.today()), "Embedded engine, on this machine.");

  const engine = createEngine();
  const retriever = createRetriever();
  const learners = [retriever, engine];
  const later = (callback: () => void) => void setTimeout(callback, 0);
  const runner = own.add(new SlicedRunner({ now, later, onError: reportDefect }));
  const recent = new RecentFiles(recallRecentFiles(context.workspaceState));
  const exclusions = own.add(new Exclusions(() => readSettings().context.exclude));
  const feed = own.add(new SourceFeed({ recent, learners, runner, exclusions, memento: context.workspaceState, log }));

  const silence = new Silence();
  let lastId = 0;
  const cache = new SuggestionCache();
  const completion: CompletionDeps = {
    engine,
    retriever,
    recent: (cursor) =>
      recent
        .list(cursor.languageId, 21)
        .filter(({ uri }) => uri !== cursor.uri)
        .slice(0, 20),
    model: () => undefined,
    redact,
    delayMs: () => 0,
    cache,
    running: new RunningAnswer(),
    nextId: () => ++lastId,
    onModelError: (error) => statusBar.activity({ kind: "trouble", why: error.message }),
    onError: reportDefect,
  };
  const outcomes = own.add(new OutcomeWatcher(new OutcomeTracker(append)));
  const requests = new RequestLog(append, (record) => statusBar.activity(activityAfter(record)));
  const switches = { exclusions, silence };
  const provider = new InlineProvider({ completion, feed, switches, outcomes, requests, now });
  own.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider));

  const dismiss = async () => {
    const offer: Offer | undefined = outcomes.dismissed();
    if (offer) {
      silence.rejectedAt(offer.cursor);
      cache.forget(offer.suggestion.id);
    }
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  };
  const ask = own.add(
    createAsk({
      extensionUri: context.extensionUri,
      chatModel: () => undefined,
      log,
      recentUris: () => recent.remembered().map(({ uri }) => uri),
      excludes: (uri) => exclusions.excludes(uri),
    }),
  );
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    "hunch.suggestionAccepted": (id: number) => outcomes.accepted(id),
    "hunch.dismiss": dismiss,
    "hunch.showMenu": () => showMenu(silence),
    "hunch.toggleLanguage": toggleLanguage,
    "hunch.snooze": () => silence.snooze(snoozeMinutes),
    "hunch.ask": (question?: string) => ask.ask(question),
    "hunch.showLog": () => log.show(),
  };
  for (const [name, run] of Object.entries(commands)) own.add(vscode.commands.registerCommand(name, run));

  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hunch.context.exclude")) exclusions.reset();
    }),
  );
  // What takes time waits until the editor has shown itself.
  setTimeout(() => void feed.start().catch(reportDefect), 0);
  setTimeout(() => void eventLog.load().then(drawToday, reportDefect), 200);

  return {
    events: () => events,
    whenLearnt: () => feed.whenRead().then(() => runner.whenIdle()),
    activationMs: performance.now() - startedAt,
    longestSliceMs: () => runner.longestMs,
    learntBytes: () => learners.reduce((sum, learner) => sum + learner.bytes, 0),
  };
}

function activityAfter({ event }: RequestRecord) {
  const reason = event.outcome === "skipped" ? skipReasons.find((each) => each === event.reason) : undefined;
  return reason ? ({ kind: "off", why: explainSkip(reason) } as const) : ({ kind: "ready" } as const);
}
