import { homedir } from "node:os";
import { Worker } from "node:worker_threads";
import * as vscode from "vscode";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { EvaluationMessage, EvaluationOrder } from "../../lab/replay/evaluationMessages.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import type { Evaluation } from "../runtime/runtime.ts";
import { describeProgress } from "./evaluationProgress.ts";

const caseCount = 100;
/** 205 seconds were measured on the history of Hunch itself, with two busy cores. */
const usualDuration = t("usually 1 to 4 minutes; you can keep working");
/** Scheme of the pages: documents that needn't be saved and close with the window. */
const scheme = "hunch-evaluation";
/** A cancelled evaluation that does not end by itself is ended. */
const graceMs = 10_000;

/** Runs on its own thread, reads through git and writes nothing. */
export function createEvaluation(extensionUri: vscode.Uri): Evaluation {
  const own = new DisposableStore();
  const pages = new Map<string, string>();
  const changed = own.add(new vscode.EventEmitter<vscode.Uri>());
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => pages.get(path) ?? "",
  };
  own.add(vscode.workspace.registerTextDocumentContentProvider(scheme, provider));
  let isRunning = false;
  const show = async (name: string, text: string): Promise<void> => {
    const file = fileName(name, new Date());
    const uri = vscode.Uri.from({ scheme, path: `/${file}` });
    pages.set(uri.path, text);
    changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
    void offerToSave(file, text);
  };
  return {
    async run() {
      if (isRunning) return void vscode.window.showInformationMessage(t("An evaluation is already running."));
      const folder = await pickFolder();
      if (!folder) return;
      isRunning = true;
      try {
        const last = await measure(extensionUri, folder);
        if (last?.kind === "page") await show(folder.name, last.text);
        else if (last) void vscode.window.showWarningMessage(explain(last));
      } finally {
        isRunning = false;
      }
    },
    dispose: () => own.dispose(),
  };
}

/** The page's name: what was measured, and when. Without characters that file systems refuse. */
function fileName(folder: string, date: Date): string {
  const safe = folder.replace(/[\\/:*?"<>|]/g, " ").trim();
  return t("Hunch evaluation of {0}, {1}.md", safe, date.toISOString().slice(0, 10));
}

async function offerToSave(file: string, text: string): Promise<void> {
  const save = t("Save Page…");
  const picked = await vscode.window.showInformationMessage(t("The evaluation is ready."), save);
  if (picked !== save) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(defaultFolder(), file),
    filters: { Markdown: ["md"] },
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    void vscode.window.showErrorMessage(t("The page could not be saved: {0}. Try another folder.", messageOf(error)));
  }
}

function defaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [first, ...others] = folders;
  if (!first) {
    void vscode.window.showInformationMessage(
      t("Open a folder with a git repository to evaluate Hunch on its history."),
    );
    return undefined;
  }
  return others.length === 0
    ? first
    : vscode.window.showWorkspaceFolderPick({ placeHolder: t("Choose the repository to evaluate on") });
}

/** The last message of the evaluation; undefined if it was cancelled. */
function measure(
  extensionUri: vscode.Uri,
  { name, uri }: vscode.WorkspaceFolder,
): Thenable<EvaluationMessage | undefined> {
  const threshold = confidenceThresholds.balanced;
  const texts = vscode.l10n.bundle ?? {};
  const order: EvaluationOrder = { folder: uri.fsPath, name, cases: caseCount, threshold, maxLines: 10, texts };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t("Evaluating Hunch on {0}", name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    const describe = describeProgress(t);
    progress.report({ message: usualDuration });
    const path = vscode.Uri.joinPath(extensionUri, "dist", "evaluationWorker.js").fsPath;
    const worker = new Worker(path, { workerData: order });
    return new Promise((resolve) => {
      const end = (last: EvaluationMessage) => {
        resolve(last);
        void worker.terminate();
      };
      worker.on("message", (message: EvaluationMessage) => {
        if (message.kind !== "progress") end(message);
        else progress.report({ message: describe(message, performance.now()) });
      });
      worker.on("error", (error) => end({ kind: "failed", reason: error.message }));
      worker.on("exit", () => end({ kind: "failed", reason: t("the evaluation ended early") }));
      token.onCancellationRequested(() => {
        resolve(undefined); // At once: another evaluation may start while this one ends.
        worker.postMessage("stop");
        setTimeout(() => void worker.terminate(), graceMs);
      });
    });
  });
}

function explain(message: EvaluationMessage): string {
  if (message.kind === "empty")
    return t(
      "The history of this folder contains nothing to replay. Hunch needs commits that add code to 2 to 15 files.",
    );
  const reason = message.kind === "failed" ? message.reason : "";
  if (/not a git repository/i.test(reason))
    return t("This folder isn't in a git repository, so there is no history to replay.");
  if (/does not have any commits/i.test(reason))
    return t("This repository has no commits yet, so there is no history to replay.");
  if (/ENOENT/.test(reason)) return t("Git wasn't found. Install it or add it to the PATH, then try again.");
  return t("Can't read the history of this folder: {0}", reason);
}
