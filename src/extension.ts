import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { AskAhead } from "./core/completion/askAhead.ts";
import type { CompletionDeps } from "./core/completion/complete.ts";
import { OutcomeTracker } from "./core/completion/outcomeTracker.ts";
import { rehearse } from "./core/completion/rehearse.ts";
import { RunningAnswer } from "./core/completion/runningAnswer.ts";
import { SuggestionCache } from "./core/completion/suggestionCache.ts";
import { RecentFiles } from "./core/context/recentFiles.ts";
import { createEngine } from "./core/local/engine.ts";
import { confidenceThresholds } from "./core/local/thresholds.ts";
import type { Fetch } from "./core/model/guardFetch.ts";
import { redact } from "./core/privacy/redactSecrets.ts";
import { rememberRedactions } from "./core/privacy/rememberRedactions.ts";
import { createRetriever } from "./core/retrieval/retriever.ts";
import type { TelemetryEvent } from "./core/telemetry/events.ts";
import type { ModelError } from "./core/types/model.ts";
import { SlicedRunner } from "./core/util/slicedRunner.ts";
import { Activities } from "./editor/activities.ts";
import { createAsk } from "./editor/askCommand.ts";
import { chooseModel } from "./editor/chooseModel.ts";
import { Definitions } from "./editor/definitions.ts";
import { DisposableStore } from "./editor/disposableStore.ts";
import { createEvaluation } from "./editor/evaluate.ts";
import { EventLog } from "./editor/eventLog.ts";
import { Exclusions } from "./editor/exclusions.ts";
import { InlineProvider } from "./editor/inlineProvider.ts";
import { createInspectorPanel } from "./editor/inspectorPanel.ts";
import { inspectorReport } from "./editor/inspectorReport.ts";
import { LocalModels } from "./editor/localModels.ts";
import { showMenu, snoozeMinutes, toggleLanguage } from "./editor/menu.ts";
import { tellDoubt } from "./editor/modelNotices.ts";
import { OutcomeWatcher } from "./editor/outcomeWatcher.ts";
import { RequestLog } from "./editor/requestLog.ts";
import { Servers } from "./editor/serverFactory.ts";
import { setApiKey } from "./editor/setApiKey.ts";
import { readSettings } from "./editor/settings.ts";
import { Silence } from "./editor/silence.ts";
import { recallRecentFiles, SourceFeed } from "./editor/sourceFeed.ts";
import { StatusBar } from "./editor/statusBar.ts";
import { testConnection } from "./editor/testConnection.ts";
import { ServerWarmth, warmUp } from "./editor/warmUp.ts";
import { WorkspaceFeed } from "./editor/workspaceFeed.ts";

/** What `activate` returns: for tests and for the curious; numbers and closed words, no text. */
export interface HunchApi {
  /** The last events of this window, oldest first. */
  readonly events: () => readonly TelemetryEvent[];
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

/** The window closes: ends everything, and resolves when the last events are written, or can't be in time. */
export async function deactivate(): Promise<void> {
  await closeRunning?.();
  closeRunning = undefined;
}

/** Builds every object once, by hand, and hands VS Code one store to dispose. */
export function activate(context: vscode.ExtensionContext): HunchApi {
  const startedAt = performance.now();
  const now = () => performance.now();
  const { extensionUri, secrets, globalState, workspaceState } = context;
  const own = new DisposableStore();
  const log = vscode.window.createOutputChannel("Hunch", { log: true });
  context.subscriptions.push(own, log); // VS Code disposes them after `deactivate`: the log outlives those who write to it.

  const reportDefect = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const changed = own.add(new vscode.EventEmitter<void>());
  const activities = new Activities(own.add(new StatusBar()));
  const keepingTrouble = (sentence: string) => {
    log.warn(sentence);
    changed.fire();
  };
  const eventLog = own.add(new EventLog(context.globalStorageUri.fsPath, keepingTrouble));
  closeRunning = () => {
    own.dispose(); // Ends what is still shown, which is an event too.
    return Promise.race([eventLog.flush(), sleep(closingMs, undefined, { ref: false })]);
  };
  const append = (event: TelemetryEvent) => {
    eventLog.append(event);
    if (event.kind !== "request") activities.today(eventLog.today());
    changed.fire();
  };

  const engine = createEngine();
  const retriever = createRetriever();
  const learners = [retriever, engine];
  const later = (callback: () => void) => void setTimeout(callback, 0);
  const runner = own.add(new SlicedRunner({ now, later, onError: reportDefect }));
  const recent = new RecentFiles(recallRecentFiles(workspaceState, log));
  const exclusions = own.add(new Exclusions(() => readSettings().context.exclude));
  const feed = own.add(new SourceFeed({ recent, learners, runner, exclusions, memento: workspaceState, log }));

  const workspaceFeed = own.add(
    new WorkspaceFeed({
      learner: engine,
      runner,
      exclusions,
      isEnabled: () => readSettings().context.learnWorkspace,
      isRecent: (uri) => feed.follows(uri),
      now,
      log,
    }),
  );

  let lastTrouble = "";
  const onModelError = (error: ModelError) => {
    // While a server is down every key stroke fails alike: said once.
    if (error.message !== lastTrouble) log.warn(`The model server failed: ${error.message}`);
    lastTrouble = error.message;
    activities.trouble(error);
  };
  // Read at each call: the editor exchanges the global fetch for one that knows its proxies and certificates.
  const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
  const hub = () => (readSettings().model.protocol === "transformers" ? readSettings().model.baseUrl : "");
  const storage = context.globalStorageUri;
  const local = own.add(
    new LocalModels({ extensionUri, globalStorageUri: storage, memento: globalState, fetch, hub, log }),
  );
  const servers = own.add(
    new Servers({
      settings: readSettings,
      secrets,
      memento: globalState,
      log,
      fetch,
      local: local.open,
      maxRequestsPerDay: () => readSettings().model.maxRequestsPerDay,
      delay: () => readSettings().delay,
      onProblem: onModelError,
      onDoubt: (sentence) => void tellDoubt(sentence),
    }),
  );
  const definitions = own.add(
    new Definitions({
      isWanted: () => servers.completion() !== undefined && readSettings().context.definitions,
      excludes: (uri) => exclusions.excludes(uri),
      isKnown: (uri) => retriever.versionOf(uri) !== undefined,
      onError: reportDefect,
    }),
  );
  const cache = new SuggestionCache();
  const silence = new Silence();
  let lastId = 0;
  const completion: CompletionDeps = {
    engine,
    retriever,
    recent: ({ uri, languageId }) => recent.others(uri, languageId),
    model: () => servers.completion(),
    redact: rememberRedactions(redact),
    delayMs: () => servers.delayMs(),
    promptTokensPerMs: () => servers.promptTokensPerMs(),
    definitions: (cursor) => definitions.at(cursor),
    cache,
    running: new RunningAnswer(),
    ahead: new AskAhead(() => servers.mayAskAhead()),
    nextId: () => ++lastId,
    giveWay: () => setImmediate(),
    onModelError,
    onError: reportDefect,
  };
  const outcomes = own.add(new OutcomeWatcher(new OutcomeTracker(append)));
  const requests = new RequestLog(append, (record) => activities.ended(record));
  const switches = { exclusions, silence };
  const provider = new InlineProvider({ completion, feed, switches, outcomes, requests, now });
  own.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider));

  const recentUris = () => recent.remembered().map(({ uri }) => uri);
  const excludes = (uri: vscode.Uri) => exclusions.excludes(uri);
  const models = { chatModel: () => servers.chat(), embed: () => servers.embed() };
  const ask = own.add(createAsk({ extensionUri, ...models, log, recentUris, excludes }));
  const report = async () => {
    const figures = inspectorReport(requests.recent(), await eventLog.all(), new Date().setHours(0, 0, 0, 0));
    return { ...figures, server: servers.today(), troubles: eventLog.troubles() };
  };
  const inspector = own.add(
    createInspectorPanel({ extensionUri, report, onDidChange: changed.event, onError: reportDefect }),
  );
  const evaluation = own.add(createEvaluation(extensionUri));
  const dismiss = async () => {
    const offer = outcomes.dismissed();
    if (offer) {
      silence.rejectedAt(offer.cursor);
      cache.forget(offer.suggestion.id);
      completion.running.abort();
    }
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  };
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    "hunch.suggestionAccepted": (id: number) => outcomes.accepted(id),
    "hunch.dismiss": dismiss,
    "hunch.showMenu": () => showMenu(silence),
    "hunch.toggleLanguage": toggleLanguage,
    "hunch.snooze": (minutes?: unknown) => silence.snooze(typeof minutes === "number" ? minutes : snoozeMinutes),
    "hunch.ask": (question?: string) => ask.ask(question),
    "hunch.showInspector": () => inspector.show(),
    "hunch.chooseModel": () => chooseModel({ servers, local, fetch, log }),
    "hunch.deleteModels": () => local.deleteSome(),
    "hunch.testConnection": () => testConnection(servers, log),
    "hunch.setApiKey": () => setApiKey(servers.keys),
    "hunch.evaluate": () => evaluation.run(),
    "hunch.showLog": () => log.show(),
  };
  for (const [name, run] of Object.entries(commands)) own.add(vscode.commands.registerCommand(name, run));

  const renewServers = () => {
    lastTrouble = "";
    servers.reset();
    local.rest().catch(reportDefect);
    cache.clear();
    activities.reset();
  };
  own.add(vscode.workspace.onDidGrantWorkspaceTrust(renewServers));
  own.add(vscode.workspace.onDidChangeTextDocument(() => servers.typed(now())));
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hunch.context.exclude")) exclusions.reset();
      if (event.affectsConfiguration("hunch.context")) {
        workspaceFeed.reset();
        learnAroundActive();
      }
      if (event.affectsConfiguration("hunch.model") || event.affectsConfiguration("hunch.ask")) renewServers();
    }),
  );
  const warming = own.add(new ServerWarmth(servers, completion, readSettings));
  const learnAroundActive = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document) workspaceFeed.learnAround(document);
  };
  const warmUpSoon = () => {
    const begin = () => {
      runner.add("warm-up", warmUp(completion));
      // What nobody opened comes after everything else.
      return runner.whenIdle().then(() => {
        learnAroundActive();
        return warming.warm();
      });
    };
    feed.whenRead().then(begin).catch(reportDefect);
  };
  own.add(vscode.window.onDidChangeActiveTextEditor(warmUpSoon));
  // What takes time waits until the editor has shown itself.
  setTimeout(() => {
    const minConfidence = confidenceThresholds.balanced;
    runner.add("rehearsal", rehearse({ engine: createEngine(), retriever: createRetriever(), redact, minConfidence }));
    void feed.start().then(warmUpSoon, reportDefect);
  }, 0);
  setTimeout(() => void eventLog.load().then(() => activities.today(eventLog.today()), reportDefect), 200);

  return {
    events: () => eventLog.recent(),
    whenLearnt: () => feed.whenRead().then(() => runner.whenIdle()),
    whenWorkspaceLearnt: () => workspaceFeed.whenRead().then(() => runner.whenIdle()),
    activationMs: performance.now() - startedAt,
    longestSliceMs: () => runner.longestMs,
    learntBytes: () => learners.reduce((sum, learner) => sum + learner.bytes, 0),
  };
}
