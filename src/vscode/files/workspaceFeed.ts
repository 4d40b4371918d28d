import * as vscode from "vscode";
import { languages } from "../../core/code/languages/languages.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import type { SourceFile, SourceLearner } from "../../core/types/source.ts";
import { pathNearness } from "../../core/util/pathNearness.ts";
import type { SlicedRunner } from "../../core/util/slicedRunner.ts";
import { pathOf } from "../ghostText/documents.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import type { Exclusions } from "./exclusions.ts";

/** Files that are looked for, and of these, nearest first, files that are learnt. */
const maxFound = 2_000;
const maxLearnt = 60;
/** A larger file is data or generated more often than not. */
const maxFileBytes = 150_000;
/** Above this the learner's memory is left to the recent files. */
const maxLearnerBytes = 40_000_000;
/** A read that takes longer means a slow way to the files; after so many of them the rest is left alone. */
const slowReadMs = 300;
const maxSlowReads = 3;
/** Rest between two files, so that nobody notices. */
const pauseMs = 30;

export interface WorkspaceFeedDeps {
  readonly learner: SourceLearner;
  readonly runner: SlicedRunner;
  readonly exclusions: Exclusions;
  readonly isEnabled: () => boolean;
  /** Whether a file is kept in step by the feed of recent files. */
  readonly isRecent: (uri: string) => boolean;
  readonly now: () => number;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Learns files of the workspace that nobody opened, nearest to the active one first, while there is time: one by one,
 * in slices, within bounds. Excluded, ignored and secret files stay out; what changes on disk is learnt anew, what is
 * deleted forgotten.
 */
export class WorkspaceFeed implements vscode.Disposable {
  readonly #deps: WorkspaceFeedDeps;
  readonly #own = new DisposableStore();
  readonly #learnt = new Map<string, string>();
  #family: string | undefined;
  #run = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(deps: WorkspaceFeedDeps) {
    this.#deps = deps;
    const watcher = this.#own.add(vscode.workspace.createFileSystemWatcher("**/*", true));
    this.#own.add(watcher.onDidChange((uri) => this.#changed(uri)));
    this.#own.add(watcher.onDidDelete((uri) => this.#forget(uri.toString())));
  }

  /** Learns the files around a document; those of another language family than before take the others' place. */
  learnAround(document: vscode.TextDocument): void {
    if (!this.#deps.isEnabled()) {
      this.reset();
      return;
    }
    const family = languages.of(document.languageId).family;
    if (family === this.#family || vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return;
    this.reset();
    this.#family = family;
    const { signal } = this.#run;
    this.#reading = this.#learnAll(document.uri, family, signal).catch((error: unknown) =>
      this.#deps.log.debug(`Files of the workspace could not be learnt: ${String(error)}`),
    );
  }

  /** Forgets everything, e.g. because the setting or what is excluded changed. */
  reset(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#family = undefined;
    for (const uri of [...this.#learnt.keys()]) this.#forget(uri);
  }

  /** Resolves when nothing is being looked for or read any more. */
  whenRead(): Promise<void> {
    return this.#reading;
  }

  dispose(): void {
    this.#run.abort();
    this.#own.dispose();
  }

  async #learnAll(around: vscode.Uri, family: string, signal: AbortSignal): Promise<void> {
    const { learner, log } = this.#deps;
    let slowReads = 0;
    for (const uri of await findNear(around, family)) {
      if (signal.aborted || this.#learnt.size >= maxLearnt || learner.bytes > maxLearnerBytes) return;
      const started = this.#deps.now();
      await this.#learn(uri, signal);
      if (this.#deps.now() - started > slowReadMs && ++slowReads === maxSlowReads) {
        log.debug("Files of the workspace are slow to read; the rest of them is not learnt.");
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async #learn(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const { learner, runner } = this.#deps;
    const name = uri.toString();
    if (this.#deps.isRecent(name)) return;
    const file = await this.#read(uri);
    // In the meantime someone may have opened it.
    if (file === undefined || signal.aborted || this.#deps.isRecent(name)) return;
    const task = `workspace ${name}`;
    this.#learnt.set(name, task);
    runner.add(task, learner.learn(file));
    await runner.whenIdle();
  }

  async #read(uri: vscode.Uri): Promise<SourceFile | undefined> {
    if (await this.#deps.exclusions.excludes(uri)) return undefined;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxFileBytes) return undefined;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const path = pathOf(uri);
    if (text.includes("\0") || isSecretFile(path, text)) return undefined;
    const lines = text.split(/\r\n|\n|\r/);
    return { uri: uri.toString(), path, languageId: languages.ofPath(path), version: 0, lines };
  }

  #changed(uri: vscode.Uri): void {
    const name = uri.toString();
    if (!this.#learnt.has(name)) return;
    const { signal } = this.#run;
    this.#learn(uri, signal).catch((error: unknown) => {
      this.#forget(name);
      this.#deps.log.debug(`A changed file could not be learnt anew: ${String(error)}`);
    });
  }

  #forget(name: string): void {
    const task = this.#learnt.get(name);
    if (task === undefined) return;
    this.#learnt.delete(name);
    this.#deps.runner.drop(task);
    if (!this.#deps.isRecent(name)) this.#deps.learner.forget(name);
  }
}

/** Files of a language family in the workspace, nearest to one of them first. */
async function findNear(around: vscode.Uri, family: string): Promise<readonly vscode.Uri[]> {
  const ending = /\.[^./\\]+$/.exec(around.path)?.[0];
  const endings = [...new Set([...languages.endingsOfFamily(family), ...(ending ? [ending] : [])])];
  if (endings.length === 0) return [];
  const names = endings.map((each) => `*${each}`).join(",");
  const found = await vscode.workspace.findFiles(`**/{${names}}`, "**/node_modules/**", maxFound);
  const path = pathOf(around);
  return found
    .filter((uri) => uri.toString() !== around.toString())
    .map((uri) => ({ uri, nearness: pathNearness(path, pathOf(uri)) }))
    .sort((a, b) => b.nearness - a.nearness)
    .map(({ uri }) => uri);
}
