import * as vscode from "vscode";
import type { NextEdits } from "../../app/nextEdit/nextEdits.ts";
import { createAsk } from "../ask/askCommand.ts";
import type { Learning } from "../files/createLearning.ts";
import type { Completion } from "../ghostText/createCompletion.ts";
import type { Journal } from "../journal/createJournal.ts";
import { createInspectorPanel } from "../journal/inspectorPanel.ts";
import { inspectorReport } from "../journal/inspectorReport.ts";
import { chooseMarkers } from "../servers/chooseMarkers.ts";
import { changeAddress, chooseModel } from "../servers/chooseModel.ts";
import type { Connections } from "../servers/createConnections.ts";
import { setApiKey } from "../servers/setApiKey.ts";
import { testConnection } from "../servers/testConnection.ts";
import { openSetting } from "../settings/openSetting.ts";
import type { DisposableStore } from "./disposableStore.ts";
import { createEvaluation } from "./evaluate.ts";
import { showMenu, snoozeMinutes, toggleLanguage } from "./menu.ts";

export interface CommandParts {
  readonly extensionUri: vscode.Uri;
  readonly learning: Learning;
  readonly connections: Connections;
  readonly completion: Completion;
  readonly nextEdits: NextEdits;
  readonly journal: Journal;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** Everything a person can run, and the panels that some of it opens. */
export function registerCommands(parts: CommandParts, own: DisposableStore): void {
  const { extensionUri, connections, completion, nextEdits, log } = parts;
  const { silence, outcomes, dismiss } = completion;
  const { servers, local, fetch } = connections;
  const ask = createAskPanel(parts, own);
  const inspector = createInspector(parts, own);
  const evaluation = own.add(createEvaluation(extensionUri));
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    "hunch.suggestionAccepted": (id: number) => outcomes.accepted(id),
    "hunch.dismiss": dismiss,
    "hunch.takeNextEdit": () => nextEdits.take(),
    "hunch.dismissNextEdit": () => nextEdits.dismiss(),
    "hunch.applyAllNextEdits": () => nextEdits.applyAll(),
    "hunch.showMenu": () => showMenu(silence),
    "hunch.toggleLanguage": toggleLanguage,
    "hunch.snooze": (minutes?: unknown) => silence.snooze(typeof minutes === "number" ? minutes : snoozeMinutes),
    "hunch.ask": (question?: string) => ask.ask(question),
    "hunch.showInspector": () => inspector.show(),
    "hunch.chooseModel": () => chooseModel({ servers, local, fetch, log }),
    "hunch.deleteModels": () => local.deleteSome(),
    "hunch.testConnection": () => testConnection(servers, log),
    "hunch.setApiKey": () => setApiKey(servers.keys),
    "hunch.changeAddress": changeAddress,
    "hunch.chooseMarkers": chooseMarkers,
    "hunch.openSetting": openSetting,
    "hunch.evaluate": () => evaluation.run(),
    "hunch.showLog": () => log.show(),
  };
  for (const [name, run] of Object.entries(commands)) own.add(vscode.commands.registerCommand(name, run));
}

function createAskPanel({ extensionUri, learning, connections, log }: CommandParts, own: DisposableStore) {
  const { recent, exclusions } = learning;
  const { servers } = connections;
  return own.add(
    createAsk({
      extensionUri,
      chatModel: () => servers.chat(),
      embed: () => servers.embed(),
      log,
      recentUris: () => recent.remembered().map(({ uri }) => uri),
      excludes: (uri) => exclusions.excludes(uri),
    }),
  );
}

function createInspector({ extensionUri, journal, connections, onError }: CommandParts, own: DisposableStore) {
  const { requests, events, onDidChange } = journal;
  const report = async () => {
    const figures = inspectorReport(requests.recent(), await events.all(), new Date().setHours(0, 0, 0, 0));
    return { ...figures, servers: connections.servers.today(), troubles: events.troubles() };
  };
  return own.add(createInspectorPanel({ extensionUri, report, onDidChange, onError }));
}
