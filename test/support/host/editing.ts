import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";

/** Changes the user's settings. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  for (const [name, value] of Object.entries(values))
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

/** Brings the defaults of settings back. */
export function unset(names: readonly string[]): Promise<void> {
  return configure(Object.fromEntries(names.map((name) => [name, undefined])));
}

/** Asks until it is so: the window answers in its own time. */
export async function until(claim: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) assert.fail(`Within ${timeoutMs} ms it did not come about that ${claim}.`);
    await sleep(20);
  }
}

let given = 0;

/** A number that nothing had before: a test tried again with it in its text isn't answered from what Hunch remembers. */
export function newNumber(): number {
  return ++given;
}

/** Writes a file into the workspace's folder for documents. */
export function writeDocument(name: string, text: string | Uint8Array): vscode.Uri {
  const folder = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "documents");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return vscode.Uri.file(join(folder, name));
}

/** Shows a document with the cursor at a place. */
export async function show(uri: vscode.Uri, line = 0, character = 0): Promise<vscode.TextEditor> {
  const place = new vscode.Position(line, character);
  // The window itself puts the cursor there: what is typed next can't be faster.
  const selection = new vscode.Range(place, place);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false, selection });
}

/** Writes a file and shows it with the cursor at a place, also where VS Code still keeps an older text of that name. */
export async function showNew(name: string, text: string, line = 0, character = 0): Promise<vscode.TextEditor> {
  const uri = writeDocument(name, text);
  const { document } = await show(uri);
  const isRead = () => document.getText() === text;
  if (!isRead()) await vscode.commands.executeCommand("workbench.action.files.revert");
  await until(`${name} is open as it was written`, isRead);
  return show(uri, line, character);
}
