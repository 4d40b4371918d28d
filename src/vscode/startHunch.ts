import * as vscode from "vscode";
import { createLearning } from "../app/learning/createLearning.ts";
import { systemClock as clock } from "../app/systemClock.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { createFiles } from "./files/createFiles.ts";
import { followFiles } from "./files/followFiles.ts";
import { LanguageConfigurations } from "./files/languageConfigurations.ts";
import { vsCodeWorkspace as workspace } from "./files/vsCodeWorkspace.ts";
import { createGhostText } from "./ghostText/createGhostText.ts";
import { closeAll } from "./host/closeAll.ts";
import { DisposableStore } from "./host/disposableStore.ts";
import { createMementoStore } from "./host/mementoStore.ts";
import { createApi, type HunchApi } from "./hunchApi.ts";
import { createJournal } from "./journal/createJournal.ts";
import { createNextEdits } from "./nextEdit/createNextEdits.ts";
import { followCompleters } from "./otherAssistants/followCompleters.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { createConnections } from "./servers/createConnections.ts";
import { WindowSettings } from "./settings/windowSettings.ts";
import { followServers, startUp } from "./startUp.ts";
import { createStatus } from "./status/createStatus.ts";
import { createTeams } from "./teams/createTeams.ts";
import { welcome } from "./welcome.ts";

/** Hunch in a window. */
export interface RunningHunch {
  readonly api: HunchApi;
  /** Ends everything. Resolves when the last events and the conversation are written, or the time is up. */
  close(): Promise<void>;
}

/**
 * Creates every object once, by hand.
 * @param startedAt time of `performance.now()` at which the activation began
 */
export function startHunch(context: vscode.ExtensionContext, runtime: Runtime, startedAt: number): RunningHunch {
  const own = new DisposableStore();
  const log = vscode.window.createOutputChannel("Hunch", { log: true });
  context.subscriptions.push(own, log); // VS Code disposes these after `deactivate`, so that all others can still log.
  const onError = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  log.info(`Hunch ${versionOf(context.extension.packageJSON)} in VS Code ${vscode.version}`);

  own.add(new LanguageConfigurations(onError));
  const settings = own.add(new WindowSettings());
  const { gitUser, lineFiles, fetch, createLocalModels, yieldToEventLoop, openExporter } = runtime;
  const files = createFiles({ settings, gitUser, log }, own);
  const store = createMementoStore(context.workspaceState);
  const learning = own.add(createLearning({ ...files, workspace, settings, store, clock, log, onError }));
  const teams = createTeams({ context, settings, log, openExporter }, own);
  const { globalState: memento } = context;
  const recording = { files: lineFiles, memento, onRecorded: teams.add };
  const journal = createJournal({ ...recording, settings, log, onError }, own);
  const connections = createConnections({ context, lineFiles, fetch, createLocalModels, settings, log, onError }, own);
  const userStore = createMementoStore(context.globalState);
  const ghostText = createGhostText(
    { settings, files, learning, connections, journal, store, userStore, clock, yieldToEventLoop, onError },
    own,
  );
  const { silence } = ghostText;
  const nextEdits = createNextEdits(
    {
      settings,
      exclusions: files.exclusions,
      silence,
      servers: connections.servers,
      clock,
      append: journal.append,
      onError,
    },
    own,
  );
  const status = createStatus({ settings, silence, ...files, ...connections, journal, onError }, own);
  const parts = { settings, files, learning, connections, journal, teams, ghostText, nextEdits, status, log, onError };
  const { extensionUri, secrets } = context;
  const ask = registerCommands({ extensionUri, runtime, userStore, secrets, ...parts }, own);
  vscode.commands.executeCommand("setContext", "hunch.runtime", runtime.kind).then(undefined, onError);
  followFiles(learning, files.exclusions, settings, own);
  followServers(parts, own);
  const { otherCompleters } = journal;
  startUp(parts, own)
    .then(() =>
      Promise.all([welcome(userStore), followCompleters({ store: userStore, otherCompleters, log, onError }, own)]),
    )
    .catch(onError);

  return {
    api: createApi({ learning, journal, nextEdits, activationMs: performance.now() - startedAt }),
    close: () => closeAll(own, () => Promise.all([journal.events.flush(), ask.flush(), teams.close()]), onError),
  };
}

/** @param manifest of the extension, which VS Code leaves untyped */
function versionOf(manifest: { readonly version?: unknown }): string {
  return String(manifest.version);
}
