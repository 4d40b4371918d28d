import * as vscode from "vscode";
import { warmUpScript } from "../../core/completion/warmUpScript.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import type { Completion, CompletionParts } from "../ghostText/createCompletion.ts";
import { ServerWarmth, warmUp } from "../ghostText/warmUp.ts";
import { createSettingDoubts } from "../settings/settingDoubts.ts";
import { readSettings } from "../settings/settings.ts";
import type { DisposableStore } from "./disposableStore.ts";

/** What takes longer than a start may last waits this long, in milliseconds: the editor has shown itself by then. */
const loadAfterMs = 200;

/** Keeps everything in step with settings, trust and the file in front, and does what can be done before it is needed. */
export function followEditor(parts: CompletionParts, completion: Completion, own: DisposableStore): void {
  const { learning, connections, journal, log, now, onError } = parts;
  const tellDoubts = createSettingDoubts(log);
  followSettings(parts, completion, own);
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hunch")) tellDoubts().catch(onError);
    }),
  );
  const warmUpSoon = createWarmUp(parts, completion, own);
  own.add(vscode.workspace.onDidChangeTextDocument(() => connections.servers.typed(now())));
  own.add(vscode.window.onDidChangeActiveTextEditor(warmUpSoon));
  setTimeout(() => {
    const minConfidence = confidenceThresholds.balanced;
    const script = warmUpScript({ engine: createEngine(), retriever: createRetriever(), redact, minConfidence });
    learning.runner.add("warm-up script", script);
    learning.feed.start().then(warmUpSoon).catch(onError);
  }, 0);
  setTimeout(() => {
    journal.load().catch(onError);
    tellDoubts().catch(onError);
  }, loadAfterMs);
}

function followSettings({ learning, connections }: CompletionParts, { ports }: Completion, own: DisposableStore): void {
  const renew = () => {
    connections.renew();
    ports.memory.clear();
  };
  own.add(vscode.workspace.onDidGrantWorkspaceTrust(renew));
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hunch.context.exclude")) learning.exclusions.reset();
      if (event.affectsConfiguration("hunch.context")) {
        learning.workspaceFeed.reset();
        learning.learnAroundActive();
      }
      if (event.affectsConfiguration("hunch.model") || event.affectsConfiguration("hunch.ask")) renew();
    }),
  );
}

/** What to call when another file has come to the front. */
function createWarmUp(
  { learning, connections, onError }: CompletionParts,
  completion: Completion,
  own: DisposableStore,
) {
  const { runner, feed, learnAroundActive } = learning;
  const warmth = own.add(new ServerWarmth(connections.servers, completion, readSettings));
  const begin = async () => {
    runner.add("warm-up", warmUp(learning, completion));
    await runner.whenIdle();
    learnAroundActive(); // What nobody opened comes after everything else.
    await warmth.warm();
  };
  return () => void feed.whenRead().then(begin).catch(onError);
}
