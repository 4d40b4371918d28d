import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/extension.ts";
import { pythonStores, typeScriptStores } from "../stores.ts";

async function hunch(): Promise<HunchApi> {
  const extension = vscode.extensions.getExtension<HunchApi>("hunch.hunch");
  assert(extension, "Hunch is not installed in this host");
  return extension.activate();
}

function folder(name: string): string {
  const path = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", name);
  mkdirSync(path, { recursive: true });
  return path;
}

async function show(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Types into a line and returns how the last request ended: "offered", or the reason why not. */
async function typeAt(editor: vscode.TextEditor, line: number, typed: string): Promise<string | undefined> {
  const api = await hunch();
  await sleep(300);
  await api.whenLearnt();
  const place = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(place, place);
  const before = api.events().length;
  for (const text of typed) {
    await vscode.commands.executeCommand("type", { text });
    await sleep(50);
  }
  await sleep(800);
  const last = api
    .events()
    .slice(before)
    .findLast((event) => event.kind === "request");
  return last?.outcome === "offered" ? "offered" : last?.reason;
}

suite("where suggestions come from", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("files that were closed since are still a source, and an untitled document gets suggestions", async () => {
    const path = folder("closed");
    for (const [name, text] of Object.entries(typeScriptStores.finished)) {
      writeFileSync(join(path, name), text);
      await show(await vscode.workspace.openTextDocument(join(path, name)));
      await sleep(200);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    }
    const { begun: content, languageId: language, line, typed } = typeScriptStores;
    const editor = await show(await vscode.workspace.openTextDocument({ content, language }));
    assert.equal(editor.document.uri.scheme, "untitled");
    assert.equal(await typeAt(editor, line - 1, typed), "offered");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("a file that .gitignore ignores is neither a source nor completed", async () => {
    const path = folder("ignored");
    writeFileSync(join(path, ".gitignore"), "*.local.py\n");
    for (const [name, text] of Object.entries(pythonStores.finished)) {
      writeFileSync(join(path, name.replace(".py", ".local.py")), text);
      await show(await vscode.workspace.openTextDocument(join(path, name.replace(".py", ".local.py"))));
    }
    writeFileSync(join(path, "tickets.py"), pythonStores.begun);
    const editor = await show(await vscode.workspace.openTextDocument(join(path, "tickets.py")));
    assert.equal(await typeAt(editor, pythonStores.line - 1, pythonStores.typed), "nothingLikely");
    writeFileSync(join(path, "begun.local.py"), pythonStores.begun);
    const ignored = await show(await vscode.workspace.openTextDocument(join(path, "begun.local.py")));
    assert.equal(await typeAt(ignored, pythonStores.line - 1, pythonStores.typed), "excludedFile");
  });

  test("a file that holds secrets is not completed", async () => {
    const file = join(folder("secret"), ".env");
    writeFileSync(file, "A=1\n\n");
    const editor = await show(await vscode.workspace.openTextDocument(file));
    await vscode.languages.setTextDocumentLanguage(editor.document, "shellscript");
    assert.equal(await typeAt(editor, 1, "B="), "secretFile");
  });

  test("files that nobody opened are learnt too, and forgotten where that is turned off", async () => {
    const api = await hunch();
    const setting = vscode.workspace.getConfiguration("hunch.context");
    const path = folder("unopened");
    for (const name of ["oak", "elm", "ash"])
      writeFileSync(join(path, `${name}.lua`), `local ${name} = {}\nfunction ${name}.grow(by) end\n`.repeat(40));
    try {
      await setting.update("learnWorkspace", false, vscode.ConfigurationTarget.Global);
      await show(await vscode.workspace.openTextDocument(join(path, "oak.lua")));
      await sleep(300);
      await api.whenLearnt();
      const alone = api.learntBytes();
      await setting.update("learnWorkspace", true, vscode.ConfigurationTarget.Global);
      await sleep(300);
      await api.whenWorkspaceLearnt();
      const withOthers = api.learntBytes();
      assert(withOthers > alone + 4_000, `${withOthers} is hardly more than ${alone}`);
      await setting.update("learnWorkspace", false, vscode.ConfigurationTarget.Global);
      await sleep(300);
      assert(api.learntBytes() < withOthers - 4_000, "what was learnt is still there");
    } finally {
      await setting.update("learnWorkspace", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
