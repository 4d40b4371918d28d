import * as vscode from "vscode";
import type { Exclusions } from "../../app/files/exclusions.ts";
import { isSupportedScheme } from "../../app/files/isSupportedScheme.ts";
import type { Learning } from "../../app/learning/createLearning.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { systemClock } from "../../app/systemClock.ts";
import { languages } from "../../core/code/languages/languages.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { lineEditsOf } from "./lineEdits.ts";
import { vsCodeDocuments } from "./vsCodeWorkspace.ts";

/** Maximum number of restored tabs that are learnt. */
const maxTabs = 40;

/** Ignore files that change within this time are applied at once. */
const manyChangesMs = 100;

/** Passes the editor's events on to what learns from files. */
export function followFiles(
  { recent, recentFeed, workspaceFeed }: Learning,
  exclusions: Exclusions,
  settings: SettingsPort,
  own: DisposableStore,
): void {
  const { workspace, window } = vscode;
  let cancelReset: () => void = () => undefined;
  own.add(window.onDidChangeActiveTextEditor((editor) => editor && shown(editor.document)));
  own.add(workspace.onDidOpenTextDocument(({ uri }) => recentFeed.reread(uri.toString())));
  own.add(workspace.onDidChangeTextDocument(edited));
  own.add(workspace.onDidCloseTextDocument(closed));
  own.add(workspace.onDidRenameFiles(({ files }) => renamed(files)));
  own.add(workspace.onDidDeleteFiles(({ files }) => deleted(files)));

  const files = own.add(workspace.createFileSystemWatcher("**/*"));
  own.add(files.onDidChange((uri) => workspaceFeed.changed(uri.toString())));
  own.add(files.onDidDelete((uri) => workspaceFeed.deleted(uri.toString())));
  for (const event of [files.onDidChange, files.onDidCreate, files.onDidDelete]) own.add(event(changedOnDisk));

  const ignoreFiles = own.add(workspace.createFileSystemWatcher("**/{.gitignore,.hunchignore}"));
  for (const event of [ignoreFiles.onDidChange, ignoreFiles.onDidCreate, ignoreFiles.onDidDelete])
    own.add(event(ignoreFileChanged));
  own.add({ dispose: () => cancelReset() });
  own.add({ dispose: settings.onDidChange((changed) => changed.has("context") && exclusions.reset()) });
  own.add({ dispose: exclusions.onDidChange(learnAround) });

  /** Waits for more: changing the branch may change many ignore files at once. */
  function ignoreFileChanged(): void {
    cancelReset();
    cancelReset = systemClock.after(manyChangesMs, () => exclusions.reset());
  }

  function shown(document: vscode.TextDocument): void {
    if (isSupported(document)) recentFeed.shown(stateOf(document));
  }

  function closed({ uri, isUntitled }: vscode.TextDocument): void {
    if (isUntitled) recentFeed.removed(uri.toString());
    else recentFeed.reread(uri.toString()); // What was not saved is gone.
  }

  /** Also deleted, which may be for as long as another branch is checked out. */
  function changedOnDisk(uri: vscode.Uri): void {
    const key = uri.toString();
    const isRecent = recent.languageOf(key) !== undefined; // Few are, of the thousands that an installation may write.
    if (isRecent && !vsCodeDocuments.get(key)) recentFeed.reread(key);
  }

  function edited(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    if (contentChanges.length === 0 || !isSupported(document)) return;
    if (isUsers(document) || recent.languageOf(document.uri.toString()) !== undefined)
      recentFeed.edited(stateOf(document), lineEditsOf(event));
  }

  function renamed(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const { oldUri, newUri } of files) recentFeed.renamed(oldUri.toString(), newUri.toString());
  }

  function deleted(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) recentFeed.removed(uri.toString());
  }

  function learnAround(): void {
    const document = window.activeTextEditor?.document;
    if (document && isSupported(document)) workspaceFeed.learnAround(stateOf(document));
  }
}

/** Learns what is open already: restored tabs are least recent, the active editor is most recent. */
export function learnOpenFiles({ recentFeed }: Learning): void {
  const { visibleTextEditors, activeTextEditor, tabGroups } = vscode.window;
  const tabs = tabGroups.all.flatMap((group) => group.tabs);
  const uris = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  // A tab that was never shown has no document yet, which would have its language.
  const files = uris.map((uri) => ({ uri: uri.toString(), languageId: languages.ofPath(uri.path) }));
  recentFeed.restored(files.filter(({ languageId }) => languageId !== "plaintext").slice(0, maxTabs));
  const editors = [...visibleTextEditors, ...(activeTextEditor ? [activeTextEditor] : [])];
  for (const { document } of editors) if (isSupported(document)) recentFeed.shown(stateOf(document));
}

/** Whether a document is written by the user, as opposed to a view or an input box. */
export function isSupported({ uri: { scheme } }: vscode.TextDocument): boolean {
  return isSupportedScheme(scheme, vscode.workspace.fs.isWritableFileSystem(scheme));
}

/** Whether the user works on a document, as opposed to one that an editor writes by itself, such as its settings. */
function isUsers(document: vscode.TextDocument): boolean {
  const isShown = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  return isShown || document.isUntitled || vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
}

/** A document as the feeds take it. */
export function stateOf({ uri, languageId, version, lineCount }: vscode.TextDocument) {
  return { uri: uri.toString(), languageId, version, lineCount };
}
