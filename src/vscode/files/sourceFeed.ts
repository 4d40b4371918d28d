import * as vscode from "vscode";
import { recallFiles } from "../../core/context/recallFiles.ts";
import { type RecentFiles, type RememberedFile, recentFileLimit } from "../../core/context/recentFiles.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import type { LineEdit, SlicedTask, SourceFile, SourceLearner } from "../../core/types/source.ts";
import type { SlicedRunner } from "../../core/util/slicedRunner.ts";
import { lineEditsOf, pathOf, sourceOf } from "../ghostText/documents.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import type { Exclusions } from "./exclusions.ts";

/** Documents of these schemes are files a person works on; the others are views, diffs, output and the like. */
const workSchemes = new Set([
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
  "vscode-userdata",
]);
/** Families of languages whose files stay learnt; someone who switches between a few keeps all of them warm. */
const warmFamilies = 3;
/** Bytes above which a closed file is taken for data rather than code. */
const closedFileLimit = 4_000_000;
/** From this many lines on, a file that lost step is learnt again only when nobody has typed in it for a moment. */
const largeLines = 2_000;
const restMs = 500;
const rememberedKey = "hunch.recentFiles";

export interface SourceFeedDeps {
  readonly recent: RecentFiles;
  readonly learners: readonly SourceLearner[];
  readonly runner: SlicedRunner;
  readonly exclusions: Exclusions;
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Whether a document is something a person writes, as opposed to a view of something. */
function isWorkDocument(document: vscode.TextDocument): boolean {
  return workSchemes.has(document.uri.scheme);
}

/**
 * Keeps the recency order and whatever learns from files in step with the editor: files are learnt in slices when
 * they come into reach, followed edit by edit, and forgotten when they drop out.
 */
export class SourceFeed implements vscode.Disposable {
  readonly #deps: SourceFeedDeps;
  readonly #own = new DisposableStore();
  readonly #wanted = new Set<string>();
  readonly #reading = new Set<Promise<void>>();
  readonly #resting = new Map<string, NodeJS.Timeout>();
  #saving: NodeJS.Timeout | undefined;

  constructor(deps: SourceFeedDeps) {
    this.#deps = deps;
    const own = this.#own;
    own.add(vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.#touch(editor.document)));
    own.add(vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)));
    own.add(vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    own.add(vscode.workspace.onDidRenameFiles(({ files }) => this.#renamed(files)));
    own.add(vscode.workspace.onDidDeleteFiles(({ files }) => this.#deleted(files)));
    own.add(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    own.add({ dispose: () => this.#save() });
  }

  /** Takes in what is open already: restored tabs first, visible editors after, the active one last. */
  async start(): Promise<void> {
    for (const editor of vscode.window.visibleTextEditors) this.#touch(editor.document);
    if (vscode.window.activeTextEditor) this.#touch(vscode.window.activeTextEditor.document);
    await this.#takeInTabs();
  }

  /** Learns a document now rather than when its turn comes, e.g. because a completion is asked for in it. */
  ensure(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    if (!this.#wanted.has(uri)) this.#touch(document);
  }

  /** Whether a file is among those that are kept in step. */
  follows(uri: string): boolean {
    return this.#wanted.has(uri);
  }

  dispose(): void {
    clearTimeout(this.#saving);
    for (const timer of this.#resting.values()) clearTimeout(timer);
    this.#own.dispose();
  }

  /** Tabs that were restored but never shown have no document yet; opening it tells its language. */
  async #takeInTabs(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const uris = tabs.flatMap((tab) => (tab.input instanceof vscode.TabInputText ? [tab.input.uri] : []));
    const unknown = uris.filter((uri) => !this.#wanted.has(uri.toString())).slice(0, 40);
    for (const uri of unknown) {
      try {
        const { languageId } = await vscode.workspace.openTextDocument(uri);
        this.#deps.recent.touch({ uri: uri.toString(), languageId, touchedAt: 0 });
      } catch (error) {
        this.#deps.log.debug(`A tab's file could not be opened: ${String(error)}`);
      }
    }
    const active = vscode.window.activeTextEditor?.document;
    if (active) this.#touch(active);
    else this.#refresh();
  }

  #touch(document: vscode.TextDocument): void {
    if (!isWorkDocument(document)) return;
    this.#deps.recent.touch(remember(document));
    this.#refresh();
    this.#saveSoon();
  }

  #opened(document: vscode.TextDocument): void {
    // A changed language closes and reopens the document under the same uri.
    if (this.#wanted.has(document.uri.toString())) this.#learn(document.uri);
  }

  #follow(event: vscode.TextDocumentChangeEvent): void {
    const { document } = event;
    if (event.contentChanges.length === 0 || !isWorkDocument(document)) return;
    const edits = lineEditsOf(event);
    this.#deps.recent.noteEdits(remember(document), edits);
    const uri = document.uri.toString();
    if (!this.#wanted.has(uri)) this.#refresh();
    else if (!this.#followed(uri, document.version, edits)) this.#relearn(document);
    this.#saveSoon();
  }

  /** Reading a large file anew at each key stroke would cost more than all else, and never come to its end. */
  #relearn({ uri, lineCount }: vscode.TextDocument): void {
    const key = uri.toString();
    this.#deps.runner.drop(key);
    clearTimeout(this.#resting.get(key));
    this.#resting.delete(key);
    if (lineCount < largeLines) {
      this.#learn(uri);
      return;
    }
    // What is left of an older version must not take the next edit for its own.
    for (const learner of this.#deps.learners) learner.forget(key);
    const learn = () => {
      this.#resting.delete(key);
      if (this.#wanted.has(key)) this.#learn(uri);
    };
    this.#resting.set(key, setTimeout(learn, restMs));
  }

  /** Every learner is asked, also after one has refused: the others stay in step. */
  #followed(uri: string, version: number, edits: readonly LineEdit[]): boolean {
    return this.#deps.learners.map((learner) => learner.edit(uri, version, edits)).every(Boolean);
  }

  #closed(document: vscode.TextDocument): void {
    if (document.uri.scheme === "untitled") this.#deleted([document.uri]);
  }

  #renamed(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const { oldUri, newUri } of files) this.#deps.recent.rename(oldUri.toString(), newUri.toString());
    this.#refresh();
  }

  #deleted(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.#deps.recent.remove(uri.toString());
    this.#refresh();
  }

  /** Learns what came into reach and forgets what dropped out of it. */
  #refresh(): void {
    const reach = new Set<string>();
    for (const family of this.#deps.recent.families().slice(0, warmFamilies)) {
      for (const { uri } of this.#deps.recent.list(family, recentFileLimit + 1)) reach.add(uri);
    }
    for (const uri of [...this.#wanted].filter((each) => !reach.has(each))) this.#forget(uri);
    for (const uri of [...reach].filter((each) => !this.#wanted.has(each))) {
      this.#wanted.add(uri);
      this.#learn(vscode.Uri.parse(uri, true));
    }
  }

  #forget(uri: string): void {
    this.#wanted.delete(uri);
    this.#deps.runner.drop(uri);
    for (const learner of this.#deps.learners) learner.forget(uri);
  }

  /** Resolves when no file is being read any more. */
  async whenRead(): Promise<void> {
    while (this.#reading.size > 0) await Promise.all(this.#reading);
  }

  #learn(uri: vscode.Uri): void {
    const reading = this.#read(uri)
      .then(
        (file) => this.#take(uri.toString(), file),
        (error: unknown) => this.#deps.log.debug(`A recent file could not be read: ${String(error)}`),
      )
      .finally(() => this.#reading.delete(reading));
    this.#reading.add(reading);
  }

  #take(uri: string, file: SourceFile | undefined): void {
    if (!this.#wanted.has(uri)) return;
    if (!file) {
      for (const learner of this.#deps.learners) learner.forget(uri);
      return;
    }
    this.#deps.runner.add(uri, learnByAll(file, this.#deps.learners));
  }

  /** The file as it is now: from its document if it is open, else from disk; undefined if it must be left alone. */
  async #read(uri: vscode.Uri): Promise<SourceFile | undefined> {
    if (await this.#deps.exclusions.excludes(uri)) return undefined;
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (open) return isSecretFile(pathOf(uri), open.getText()) ? undefined : sourceOf(open);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > closedFileLimit) return undefined;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    if (text.includes("\0") || isSecretFile(pathOf(uri), text)) return undefined;
    const languageId = this.#deps.recent.languageOf(uri.toString()) ?? "plaintext";
    return { uri: uri.toString(), path: pathOf(uri), languageId, version: 0, lines: text.split(/\r\n|\n|\r/) };
  }

  #saveSoon(): void {
    this.#saving ??= setTimeout(() => this.#save(), 2_000);
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#deps.memento.update(rememberedKey, this.#deps.recent.remembered()).then(undefined, (error: unknown) => {
      this.#deps.log.warn(`The list of recent files could not be kept: ${String(error)}`);
    });
  }
}

function* learnByAll(file: SourceFile, learners: readonly SourceLearner[]): SlicedTask {
  for (const learner of learners) yield* learner.learn(file);
}

function remember(document: vscode.TextDocument): RememberedFile {
  return { uri: document.uri.toString(), languageId: document.languageId, touchedAt: Date.now() };
}

/** What the workspace's state remembers of earlier sessions; anything malformed is left out and told in the log. */
export function recallRecentFiles(memento: vscode.Memento, log: vscode.LogOutputChannel): readonly RememberedFile[] {
  const { files, unreadable } = recallFiles(memento.get<unknown>(rememberedKey), isUri);
  if (unreadable > 0)
    log.warn(`The list of recent files was damaged in ${unreadable} places; open the files you need once more.`);
  return files;
}

function isUri(text: string): boolean {
  try {
    vscode.Uri.parse(text, true);
    return true;
  } catch {
    return false; // That is what it throws for; it has no other way to say no.
  }
}
