import * as vscode from "vscode";
import type { Learning } from "../../app/learning/createLearning.ts";
import type { NextEdits } from "../../app/nextEdit/nextEdits.ts";
import { createAsk } from "../ask/askCommand.ts";
import type { FileAccess } from "../files/createFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import type { GhostText } from "../ghostText/createGhostText.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import type { Journal } from "../journal/createJournal.ts";
import { createStatistics } from "../journal/createStatistics.ts";
import { inspectorNextEdits } from "../journal/inspectorNextEdits.ts";
import { createInspectorPanel } from "../journal/inspectorPanel.ts";
import { inspectorRequests } from "../journal/inspectorRequests.ts";
import { chooseMarkers } from "../servers/chooseMarkers.ts";
import { changeAddress, chooseModel } from "../servers/chooseModel.ts";
import type { Connections } from "../servers/createConnections.ts";
import { setApiKey } from "../servers/setApiKey.ts";
import { testConnection } from "../servers/testConnection.ts";
import { openSetting } from "../settings/openSetting.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { createEvaluation } from "./evaluate.ts";
import { showMenu, snoozeMinutes, toggleLanguage } from "./menu.ts";

export interface CommandParts {
  readonly extensionUri: vscode.Uri;
  readonly settings: WindowSettings;
  readonly files: FileAccess;
  readonly learning: Learning;
  readonly connections: Connections;
  readonly ghostText: GhostText;
  readonly nextEdits: NextEdits;
  readonly journal: Journal;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** Registers all commands, and the panels that some of them open. */
export function registerCommands(parts: CommandParts, own: DisposableStore): void {
  const { extensionUri, settings, connections, ghostText, nextEdits, log } = parts;
  const { silence, outcomes, dismiss } = ghostText;
  const { servers, local, fetch } = connections;
  const ask = createAskPanel(parts, own);
  const inspector = createInspector(parts, own);
  const statistics = createStatistics(parts, own);
  const evaluation = own.add(createEvaluation(extensionUri));
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    "hunch.suggestionAccepted": (id: number) => outcomes.accepted(id),
    "hunch.dismiss": dismiss,
    "hunch.takeNextEdit": (key?: unknown) => nextEdits.take(key === "tab"),
    "hunch.dismissNextEdit": () => nextEdits.dismiss(),
    "hunch.applyAllNextEdits": () => nextEdits.applyAll(),
    "hunch.showMenu": () => showMenu(settings, silence),
    "hunch.toggleLanguage": () => toggleLanguage(settings),
    "hunch.snooze": (minutes?: unknown) => silence.snooze(typeof minutes === "number" ? minutes : snoozeMinutes),
    "hunch.ask": (question?: string) => ask.ask(question),
    "hunch.explainSelection": () => ask.ask("/explain"),
    "hunch.fixSelection": () => ask.ask("/fix"),
    "hunch.testSelection": () => ask.ask("/tests"),
    "hunch.documentSelection": () => ask.ask("/doc"),
    "hunch.showInspector": () => inspector.show(),
    "hunch.showStatistics": () => statistics.show(),
    "hunch.exportStatistics": () => statistics.export(),
    "hunch.deleteStatistics": () => statistics.delete(),
    "hunch.chooseModel": () => chooseModel({ servers, local, fetch, log }),
    "hunch.deleteModels": () => local.deleteSome(),
    "hunch.testConnection": () => testConnection(servers, log),
    "hunch.setApiKey": () => setApiKey(servers.keys),
    "hunch.changeAddress": () => changeAddress(fetch),
    "hunch.chooseMarkers": chooseMarkers,
    "hunch.openSetting": openSetting,
    "hunch.evaluate": () => evaluation.run(),
    "hunch.showLog": () => log.show(),
  };
  for (const [name, run] of Object.entries(commands)) own.add(vscode.commands.registerCommand(name, run));
}

function createAskPanel({ extensionUri, files, learning, connections, log }: CommandParts, own: DisposableStore) {
  const { servers } = connections;
  return own.add(
    createAsk({
      extensionUri,
      chatModel: () => servers.chat(),
      embed: () => servers.embed(),
      addressNote: () => connections.addressNote("chat"),
      log,
      recentUris: () => learning.recent.remembered().map(({ uri }) => uri),
      readText: files.readText,
      exclusions: files.exclusions,
      workspace: vsCodeWorkspace,
    }),
  );
}

function createInspector(
  { extensionUri, journal, connections, nextEdits, onError }: CommandParts,
  own: DisposableStore,
) {
  const { requests, events, onDidChange } = journal;
  const report = () => {
    return {
      requests: inspectorRequests(requests.recent()),
      nextEdits: inspectorNextEdits(nextEdits.recent),
      servers: connections.servers.today(),
      troubles: events.troubles(),
    };
  };
  return own.add(createInspectorPanel({ extensionUri, report, onDidChange, onError }));
}
