import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { createEngine } from "../core/local/engine.ts";
import { contenders } from "../core/replay/contenders.ts";
import { type EvaluationPlan, type EvaluationReport, evaluate, evaluationText } from "../core/replay/evaluate.ts";
import { casesFromHistory } from "../core/replay/history/casesFromHistory.ts";
import type { Git } from "../core/replay/history/gitLog.ts";
import { abortSignalOf } from "./abortSignal.ts";

export interface EvaluateDeps {
  /** The confidence from which the embedded engine speaks. */
  readonly threshold: number;
  readonly maxLines: number;
  /** VS Code's language id of a path. */
  readonly languageIdOf: (path: string) => string;
}

const caseCount = 100;
const mostBytes = 256 * 1024 * 1024;

/**
 * `Hunch: Evaluate on This Repository`: makes cases from the history of a workspace folder and shows what retrieval and
 * the engine make of them, as a Markdown page. Reads history through git and writes nothing; can be cancelled.
 */
export async function evaluateRepository(deps: EvaluateDeps): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Evaluating Hunch on this repository",
    cancellable: true,
  };
  const report = await vscode.window.withProgress(options, (progress, token) =>
    measure(folder, deps, (message) => progress.report({ message }), abortSignalOf(token)),
  );
  if (report) await show(folder.name, report);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [first, ...others] = folders;
  if (!first) {
    await vscode.window.showInformationMessage("Open a folder with a git repository to evaluate Hunch on its history.");
    return undefined;
  }
  return others.length === 0
    ? first
    : vscode.window.showWorkspaceFolderPick({ placeHolder: "Choose the repository to evaluate on" });
}

/** Returns undefined when it was cancelled or there was nothing to measure, which is then said. */
async function measure(
  folder: vscode.WorkspaceFolder,
  { threshold, maxLines, languageIdOf }: EvaluateDeps,
  tell: (message: string) => void,
  signal: AbortSignal,
): Promise<EvaluationReport | undefined> {
  const onProgress = (found: number, wanted: number) => tell(`history: ${found} of ${wanted} cases`);
  const history = { name: folder.name, limit: caseCount, languageIdOf, onProgress };
  const cases = await casesFromHistory(gitIn(folder.uri.fsPath), history, signal).catch(async (error: unknown) => {
    if (!signal.aborted) await sayWhy(error);
    return undefined;
  });
  if (signal.aborted || cases === undefined) return undefined;
  if (cases.length === 0) {
    await vscode.window.showInformationMessage(
      "The history of this folder has no commits to learn from: they need two to fifteen code files each, and additions.",
    );
    return undefined;
  }
  const plan: EvaluationPlan = {
    contenders: [contenders.none(), contenders.copilotLike(), contenders.hunch()],
    budgets: [1000, 2000],
    engine: createEngine(),
    threshold,
    maxLines,
    typing: true,
  };
  const report = await evaluate(cases, plan, (part) => hostFor(part, tell), signal);
  return signal.aborted ? undefined : report;
}

async function sayWhy(error: unknown): Promise<void> {
  const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  await vscode.window.showErrorMessage(`The history of this folder can't be read with git: ${reason}`);
}

function hostFor(part: string, tell: (message: string) => void) {
  return {
    now: () => performance.now(),
    pause: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
    onProgress: (done: number, total: number) => tell(`${part}: ${done} of ${total} cases`),
  };
}

function gitIn(folder: string): Git {
  return (parameters, signal) =>
    new Promise((resolve, reject) => {
      const all = ["-c", "core.quotePath=false", ...parameters];
      execFile("git", all, { cwd: folder, maxBuffer: mostBytes, encoding: "utf8", signal }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
}

async function show(name: string, report: EvaluationReport): Promise<void> {
  const content = [
    `# Hunch on ${name}`,
    `${report.cases} moments of this repository's own history, replayed: what was known then, and what was written next.`,
    "Recall: share of the names the next line needs that retrieval brings. ES: how much the best line brought is like the one written. Shares in per cent.",
    evaluationText(report),
  ].join("\n\n");
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: true });
}
