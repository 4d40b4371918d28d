import * as vscode from "vscode";
import type { ProbeHandler } from "./probeServer.ts";

type Parameters = URLSearchParams;

/** Address of a document → time of the last change of its text, in milliseconds since 1970. */
const changedAt = new Map<string, number>();

/** Handlers by path. Results are sent as JSON. */
export const probeAnswers: Readonly<Record<string, ProbeHandler>> = {
  "/events": async () => (await hunch()).events(),
  "/activation": async () => (await hunch()).activationMs,
  "/nextEdit": async () => (await hunch()).nextEdit(),
  "/settled": async () => (await hunch()).areNextEditsSettled(),
  "/learnt": async () => {
    await (await hunch()).whenLearnt();
  },
  "/lists": waitForLists,
  "/editor": describeEditor,
  "/get": getSetting,
  "/set": setSetting,
  "/open": openFile,
  "/select": selectPosition,
  "/replace": replaceText,
  "/run": runCommand,
  "/delete": deleteFiles,
  "/close": closeAll,
};

/** Remembers when texts change, from now on. */
export function followChanges(): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ contentChanges, document }) => {
    if (contentChanges.length > 0) changedAt.set(document.uri.toString(), Date.now());
  });
}

async function hunch() {
  const extension = vscode.extensions.getExtension("hunch.hunch");
  if (!extension) throw new Error("Hunch is not installed.");
  return extension.activate();
}

/** Languages whose completions have been asked for. */
const asked = new Set<string>();

/** Resolves when what fills VS Code's list in the active editor's language answers at once: language servers start late. */
async function waitForLists(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || asked.has(editor.document.languageId)) return;
  asked.add(editor.document.languageId);
  const { document, selection } = editor;
  await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, selection.active);
}

function getSetting(parameters: Parameters): unknown {
  return configurationOf(parameters).get(nameIn(parameters));
}

/** Changes a user setting. Without a value, resets it to its default. */
async function setSetting(parameters: Parameters): Promise<void> {
  const value = parameters.get("value");
  const parsed: unknown = value === null ? undefined : JSON.parse(value);
  await configurationOf(parameters).update(
    nameIn(parameters),
    parsed,
    vscode.ConfigurationTarget.Global,
    parameters.has("language"),
  );
}

function nameIn(parameters: Parameters): string {
  return parameters.get("name") ?? "";
}

function configurationOf(parameters: Parameters): vscode.WorkspaceConfiguration {
  const languageId = parameters.get("language");
  return vscode.workspace.getConfiguration(undefined, languageId === null ? undefined : { languageId });
}

/** Shows a file of the workspace and gives it the focus. */
async function openFile(parameters: Parameters): Promise<void> {
  await vscode.window.showTextDocument(inWorkspace(parameters.get("path") ?? ""), { preview: false });
}

function inWorkspace(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Deletes files through the editor, which tells extensions. */
async function deleteFiles(parameters: Parameters): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const paths: readonly string[] = JSON.parse(parameters.get("paths") ?? "[]");
  for (const path of paths) edit.deleteFile(inWorkspace(path));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error("The files were not deleted.");
}

/** Moves the cursor of the active editor, with line and character from 0. */
function selectPosition(parameters: Parameters): void {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error("No editor is active.");
  const position = new vscode.Position(Number(parameters.get("line")), Number(parameters.get("character")));
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection);
}

async function replaceText(parameters: Parameters): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) throw new Error("No editor is active.");
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), parameters.get("text") ?? "");
  await vscode.workspace.applyEdit(edit);
}

async function runCommand(parameters: Parameters): Promise<void> {
  const argument = parameters.get("argument");
  await vscode.commands.executeCommand(parameters.get("command") ?? "", ...(argument === null ? [] : [argument]));
}

/** Closes every editor and panel without saving. */
async function closeAll(): Promise<void> {
  // Without a tab is what VS Code writes by itself, such as the user's settings: it is saved at once.
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const inTabs = new Set(tabs.map((input) => (input instanceof vscode.TabInputText ? String(input.uri) : "")));
  const isOpen = ({ uri }: vscode.TextDocument) => inTabs.has(String(uri));
  for (const document of vscode.workspace.textDocuments.filter((each) => each.isDirty && isOpen(each))) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

function describeEditor() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return {
    path: document.uri.path,
    languageId: document.languageId,
    text: document.getText(),
    line,
    character,
    dirty: document.isDirty,
    changedAt: changedAt.get(document.uri.toString()) ?? 0,
  };
}
