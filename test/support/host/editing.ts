import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";

/** Changes the user's settings. Resolves when they are effective in the extension host. */
export async function configure(values: Readonly<Record<string, unknown>>, languageId?: string): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  for (const [name, value] of Object.entries(values)) {
    const now = () => {
      const set = vscode.workspace.getConfiguration(undefined, scope).inspect(name);
      return languageId === undefined ? set?.globalValue : set?.globalLanguageValue;
    };
    if (isDeepStrictEqual(now(), value)) continue; // VS Code would write the file again.
    const settings = vscode.workspace.getConfiguration(undefined, scope);
    await settings.update(name, value, vscode.ConfigurationTarget.Global, languageId !== undefined);
    // VS Code reports null for a setting without a value.
    await until(`${name} is changed`, () => isDeepStrictEqual(now() ?? undefined, value ?? undefined));
  }
}

/** Resets settings to their defaults. */
export function unset(names: readonly string[]): Promise<void> {
  return configure(Object.fromEntries(names.map((name) => [name, undefined])));
}

/**
 * Waits until a condition is true.
 * @param describe returns the actual state, for the message of a failure
 */
export async function until(
  claim: string,
  isSo: () => boolean | Promise<boolean>,
  describe: () => string = () => "",
): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) assert.fail(`After 90 s it was still not true that ${claim}. ${describe()}`);
    await sleep(20);
  }
}

let given = 0;

/** Returns a new number. A repeated test with it in its text does not get a remembered suggestion. */
export function newNumber(): number {
  return ++given;
}

/** Returns the absolute path of a file or folder in the workspace. */
export function inWorkspace(...names: readonly string[]): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, "no folder is open");
  return join(folder.uri.fsPath, ...names);
}

/** Writes a file into the workspace. @param path relative to the workspace */
export function writeFile(path: string, text: string): vscode.Uri {
  const file = inWorkspace(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return vscode.Uri.file(file);
}

/** Shows a document with the cursor at a position. Resolves when it is the active one in the extension host. */
export async function show(document: vscode.TextDocument, line = 0, character = 0): Promise<vscode.TextEditor> {
  const position = new vscode.Position(line, character);
  // The window itself moves the cursor, so that text typed next can't overtake it.
  const selection = new vscode.Range(position, position);
  const editor = await vscode.window.showTextDocument(document, { preview: false, selection });
  await until("the document is in front", () => vscode.window.activeTextEditor?.document === document);
  return editor;
}

/** Opens a document without a file and shows it with the cursor at a position. */
export async function showUntitled(
  language: string,
  content: string,
  line = 0,
  character = 0,
): Promise<vscode.TextEditor> {
  let opened: vscode.TextDocument | undefined;
  // VS Code may reuse the name of a document that was just closed, and return its text.
  await until("a document without a file has its own text", async () => {
    opened = await vscode.workspace.openTextDocument({ language, content });
    if (opened.getText() === content) return true;
    await show(opened);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    return false;
  });
  assert(opened);
  return show(opened, line, character);
}

/** Writes a file and shows it with the cursor at a position, even if VS Code still has an older text of it. */
export async function showNew(path: string, text: string, line = 0, character = 0): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(writeFile(path, text));
  const isRead = () => document.getText() === text;
  if (!isRead()) {
    await show(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await until(`${path} is open as it was written`, isRead);
  return show(document, line, character);
}

/** Sets the selections or cursors. Resolves when the window has done so. */
export async function select(editor: vscode.TextEditor, ...selections: readonly vscode.Selection[]): Promise<void> {
  const areThere = (now: readonly vscode.Selection[]) =>
    now.length === selections.length && selections.every((each, at) => now[at]?.isEqual(each));
  const areSet = async () => {
    editor.selections = selections;
    // The window answers after it has reported its selections. It reports none that it already had.
    await vscode.commands.executeCommand("noop");
    return areThere(editor.selections);
  };
  await until("the selections are set", areSet, () => JSON.stringify({ selections, now: editor.selections }));
}

/** Moves the cursor. Resolves when the window has done so. */
export function moveTo(editor: vscode.TextEditor, line: number, character: number): Promise<void> {
  return select(editor, new vscode.Selection(line, character, line, character));
}

/** Types character by character, as a user does. */
export async function type(text: string): Promise<void> {
  for (const each of text) await vscode.commands.executeCommand("type", { text: each });
}

/** Triggers a suggestion by command. Resolves when the editor has the answer. */
export async function ask(): Promise<void> {
  // The editor does not request a suggestion again that it still shows.
  await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
}
