import * as vscode from "vscode";
import type { Learning } from "../../app/learning/createLearning.ts";
import type { NextEdits } from "../../app/nextEdit/nextEdits.ts";
import type { Store } from "../../app/ports.ts";
import { AnswerModels } from "../ask/answerModels.ts";
import { type Ask, createAsk } from "../ask/askCommand.ts";
import type { FileAccess } from "../files/createFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import type { GhostText } from "../ghostText/createGhostText.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { createSecretStore } from "../host/secretStore.ts";
import { t } from "../host/t.ts";
import type { Journal } from "../journal/createJournal.ts";
import { createStatistics } from "../journal/createStatistics.ts";
import { explainCursor } from "../journal/explainCursor.ts";
import { inspectorNextEdits } from "../journal/inspectorNextEdits.ts";
import { createInspectorPanel } from "../journal/inspectorPanel.ts";
import { inspectorRequests } from "../journal/inspectorRequests.ts";
import { createOtherAssistants } from "../otherAssistants/createOtherAssistants.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { changeAddress } from "../servers/changeAddress.ts";
import { chooseEmbeddings } from "../servers/chooseEmbeddings.ts";
import { chooseMarkers } from "../servers/chooseMarkers.ts";
import { chooseModel } from "../servers/chooseModel.ts";
import type { Connections } from "../servers/createConnections.ts";
import { setApiKey } from "../servers/setApiKey.ts";
import { testConnection } from "../servers/testConnection.ts";
import { tryAnotherProtocol } from "../servers/tryAnotherProtocol.ts";
import { openSetting } from "../settings/openSetting.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import type { Status } from "../status/createStatus.ts";
import type { Teams } from "../teams/createTeams.ts";
import { createVariants } from "../variants/createVariants.ts";
import { showMenu } from "./menu.ts";
import { openSample } from "./openSample.ts";
import { putSuggestionsFirst } from "./putSuggestionsFirst.ts";
import { snooze } from "./snooze.ts";
import { toggleSuggestions } from "./toggleSuggestions.ts";

export interface CommandParts {
  readonly extensionUri: vscode.Uri;
  readonly runtime: Runtime;
  /** Values that all windows share. */
  readonly userStore: Store;
  readonly secrets: vscode.SecretStorage;
  readonly settings: WindowSettings;
  readonly files: FileAccess;
  readonly learning: Learning;
  readonly connections: Connections;
  readonly ghostText: GhostText;
  readonly nextEdits: NextEdits;
  readonly journal: Journal;
  readonly teams: Teams;
  readonly status: Status;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** Registers all commands, and the panels that some of them open. Returns Ask, which has conversations to write. */
export function registerCommands(parts: CommandParts, own: DisposableStore): Pick<Ask, "flush"> {
  const { runtime, connections, ghostText, nextEdits, status, log, onError } = parts;
  const { silence, outcomes, dismiss } = ghostText;
  const { servers, local, fetch } = connections;
  const ask = createAskPanel(parts, own);
  const inspector = createInspector(parts, own);
  const statistics = createStatistics(parts, own);
  const variants = createVariants({
    variants: parts.journal.variants,
    events: parts.journal.events,
    readText: parts.files.readText,
    onDidChange() {
      ghostText.forget();
      statistics.refresh();
    },
  });
  const evaluation = runtime.createEvaluation && own.add(runtime.createEvaluation());
  const choosing = { servers, local, fetch, log };
  const others = createOtherAssistants(choosing, runtime.home);
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    "hunch.suggestionAccepted": (id: number) => outcomes.accepted(id),
    "hunch.dismiss": dismiss,
    "hunch.takeNextEdit": (key?: unknown) => nextEdits.take(key === "tab"),
    "hunch.dismissNextEdit": () => nextEdits.dismiss(),
    "hunch.applyAllNextEdits": () => nextEdits.applyAll(),
    "hunch.showMenu": () => showMenu(status.overview()),
    "hunch.toggleEverywhere": () => toggleSuggestions("everywhere", { silence, onError }),
    "hunch.toggleWorkspace": () => toggleSuggestions("workspace", { silence, onError }),
    "hunch.toggleLanguage": () => toggleSuggestions("language", { silence, onError }),
    "hunch.toggleFile": () => toggleSuggestions("file", { silence, onError }),
    "hunch.snooze": (minutes?: unknown) => snooze(silence, minutes, onError),
    "hunch.resume": () => silence.snooze(0),
    "hunch.putSuggestionsFirst": () => putSuggestionsFirst(onError),
    "hunch.ask": (question?: string) => ask.ask(question),
    "hunch.showAskHistory": () => ask.showHistory(),
    "hunch.applyChange": (uri?: unknown) => ask.applyChange(uri),
    "hunch.explainSelection": () => ask.ask("/explain"),
    "hunch.fixSelection": () => ask.ask("/fix"),
    "hunch.testSelection": () => ask.ask("/tests"),
    "hunch.documentSelection": () => ask.ask("/doc"),
    "hunch.searchCode": () => ask.searchCode(),
    "hunch.manageIndex": () => ask.manageIndex(),
    "hunch.showInspector": () => inspector.show(),
    "hunch.showStatistics": () => statistics.show(),
    "hunch.exportStatistics": () => statistics.export(),
    "hunch.deleteStatistics": () => statistics.delete(),
    "hunch.startExperiment": () => variants.start(),
    "hunch.stopExperiment": () => variants.stop(),
    "hunch.useVariant": () => variants.use(),
    "hunch.chooseModel": () => chooseModel(choosing, [others.source]),
    "hunch.chooseEmbeddings": () => chooseEmbeddings({ local, log, readWorkspace: ask.readWorkspace }),
    // A command of its own, which completes a step of the walkthrough.
    "hunch.openCompleterSettings": openSetting,
    "hunch.takeOverModel": () => others.takeOver(),
    "hunch.testConnection": () => testConnection(servers, log),
    "hunch.tryAnotherProtocol": () => tryAnotherProtocol(servers, log),
    "hunch.setApiKey": () => setApiKey(servers.keys),
    "hunch.changeAddress": () => changeAddress(fetch),
    "hunch.chooseMarkers": chooseMarkers,
    "hunch.openSetting": openSetting,
    "hunch.openSample": openSample,
    "hunch.showLog": () => log.show(),
    // Commands that not every runtime has; package.json hides them there.
    ...(runtime.openExporter && { "hunch.setTeamSecret": () => parts.teams.setSecret() }),
    ...(ask.setSharedIndexPassword && { "hunch.setSharedIndexPassword": ask.setSharedIndexPassword }),
    ...(local && { "hunch.deleteModels": () => local.deleteSome() }),
    ...(evaluation && { "hunch.evaluate": () => evaluation.run() }),
  };
  for (const [name, run] of Object.entries(commands)) own.add(vscode.commands.registerCommand(name, run));
  return ask;
}

function createAskPanel(parts: CommandParts, own: DisposableStore) {
  const { extensionUri, runtime, userStore, secrets, settings, files, learning, connections, journal, log, onError } =
    parts;
  const { servers } = connections;
  const models = own.add(
    new AnswerModels({
      configured: () => servers.chat(),
      store: userStore,
      isTrusted: () => vscode.workspace.isTrusted,
      onError,
    }),
  );
  return own.add(
    createAsk({
      extensionUri,
      openIndex: runtime.openIndex,
      mostFiles: runtime.mostIndexed,
      git: runtime.git,
      conversations: runtime.conversations,
      mcpServers: runtime.mcpServers,
      chatModel: () => models.current(),
      chooseModel: () => models.choose(),
      maxSteps: () => settings.current().ask.maxSteps,
      queryRewriting: () => settings.current().ask.queryRewriting,
      onRated: ({ isGood, reason }) => journal.rateAnswer(isGood ? "up" : "down", reason),
      embed: () => servers.embed(),
      embedder: () => servers.workspaceEmbedder(),
      shared: runtime.sharedIndex && {
        ...runtime.sharedIndex,
        settings,
        secrets: createSecretStore(secrets),
        onDidChangeSecrets: secrets.onDidChange,
        embedder: () => servers.embedder(),
      },
      addressNote: () => connections.addressNote("chat"),
      log,
      recentUris: () => learning.recent.remembered().map(({ uri }) => uri),
      readText: files.readText,
      readStamp: files.readStamp,
      exclusions: files.exclusions,
      workspace: vsCodeWorkspace,
    }),
  );
}

function createInspector(
  { extensionUri, journal, connections, ghostText, nextEdits, status, onError }: CommandParts,
  own: DisposableStore,
) {
  const { requests, events } = journal;
  const changed = own.add(new vscode.EventEmitter<void>());
  own.add(journal.onDidChange(() => changed.fire()));
  own.add(status.onDidChange(() => changed.fire()));
  own.add(vscode.window.onDidChangeTextEditorSelection(() => changed.fire()));
  const report = (arePromptsWanted: boolean) => {
    const shown = inspectorRequests(requests.recent(), arePromptsWanted, t);
    const { state, cursor } = status.lastSeen();
    const visible = ghostText.outcomes.visible?.cursor;
    const hasSuggestion = cursor?.isInFront === true && visible?.uri === cursor.uri && visible.line === cursor.line;
    return {
      now: explainCursor(shown, cursor && { ...cursor, hasSuggestion }, state, t),
      requests: shown,
      nextEdits: inspectorNextEdits(nextEdits.recent, t),
      servers: connections.servers.today(t),
      troubles: events.troubles(),
    };
  };
  return own.add(createInspectorPanel({ extensionUri, report, onDidChange: changed.event, onError }));
}
