import * as vscode from "vscode";
import type { Learning } from "../app/learning/createLearning.ts";
import { warmUp } from "../core/completion/warmUp.ts";
import { createEngine } from "../core/engine/engine.ts";
import { confidenceThresholds } from "../core/engine/score/thresholds.ts";
import { redact } from "../core/privacy/redactSecrets.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import { learnOpenFiles } from "./files/followFiles.ts";
import type { GhostText } from "./ghostText/createGhostText.ts";
import type { DisposableStore } from "./host/disposableStore.ts";
import { sleep } from "./host/sleep.ts";
import type { Journal } from "./journal/createJournal.ts";
import type { Connections } from "./servers/createConnections.ts";
import { createSettingWarnings } from "./settings/settingWarnings.ts";
import type { WindowSettings } from "./settings/windowSettings.ts";

export interface StartUpDeps {
  readonly settings: WindowSettings;
  readonly learning: Learning;
  readonly connections: Connections;
  readonly ghostText: GhostText;
  readonly journal: Journal;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** By this time the editor has drawn itself, and work that takes longer may begin. Milliseconds. */
const drawnAfterMs = 200;

/** Does after activation what would delay it. */
export async function startUp(
  { settings, learning, ghostText, journal, log, onError }: StartUpDeps,
  own: DisposableStore,
): Promise<void> {
  await sleep(0);

  // 1. Run the code of a completion often enough that the first keystroke finds it compiled.
  const minConfidence = confidenceThresholds.balanced;
  const warmingUp = warmUp({ engine: createEngine(), retriever: createRetriever(), redact, minConfidence });
  learning.runner.add("warm-up of the code", warmingUp);

  // 2. Learn the open files, then prepare the one in front.
  learnOpenFiles(learning);
  ghostText.prepare().catch(onError);

  // 3. Read the statistics of today, and report settings that can't be used.
  await sleep(drawnAfterMs);
  const warn = createSettingWarnings(settings, log);
  own.add({ dispose: settings.onDidChange(() => void warn().catch(onError)) });
  warn().catch(onError);
  await journal.load();
}

/** Applies changes of settings and of trust to the servers, and reports the user's typing to them. */
export function followServers({ settings, connections, ghostText }: StartUpDeps, own: DisposableStore): void {
  const renew = () => {
    connections.renew();
    ghostText.forget();
  };
  own.add(vscode.workspace.onDidGrantWorkspaceTrust(renew));
  own.add({ dispose: settings.onDidChange((changed) => (changed.has("model") || changed.has("ask")) && renew()) });
  // Other windows may have sent requests meanwhile.
  own.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && void connections.servers.refreshToday()));
  own.add(vscode.workspace.onDidChangeTextDocument(() => connections.servers.typed(performance.now())));
}
