import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activateHunch } from "../../support/host/activateHunch.ts";
import {
  configure,
  inWorkspace,
  moveTo,
  show,
  showUntitled,
  type,
  unset,
  until,
  writeFile,
} from "../../support/host/editing.ts";
import { endOfTyping, type RequestEnd } from "../../support/host/requestEnds.ts";
import { pythonStores, typeScriptStores } from "../stores.ts";

async function open(path: string, text: string): Promise<vscode.TextEditor> {
  return show(await vscode.workspace.openTextDocument(writeFile(path, text)));
}

/** Types into a line when everything that is open is learnt. */
async function typeAt(editor: vscode.TextEditor, line: number, typed: string): Promise<RequestEnd> {
  const api = await activateHunch();
  await api.whenLearnt();
  await moveTo(editor, line, 0);
  return endOfTyping(api, () => type(typed));
}

suite("where suggestions come from", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("files that were closed since are still a source, and an untitled document gets suggestions", async () => {
    for (const [name, text] of Object.entries(typeScriptStores.finished)) {
      await open(`closed/${name}`, text);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    }
    const { begun, languageId, line, typed } = typeScriptStores;
    const editor = await showUntitled(languageId, begun);
    assert.equal(editor.document.uri.scheme, "untitled");
    assert.equal(await typeAt(editor, line - 1, typed), "offered");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("a file that .gitignore ignores is neither a source nor completed", async () => {
    writeFile("ignored/.gitignore", "*.local.py\n");
    for (const [name, text] of Object.entries(pythonStores.finished))
      await open(`ignored/${name.replace(".py", ".local.py")}`, text);
    const editor = await open("ignored/tickets.py", pythonStores.begun);
    assert.equal(await typeAt(editor, pythonStores.line - 1, pythonStores.typed), "nothingLikely");
    const ignored = await open("ignored/begun.local.py", pythonStores.begun);
    assert.equal(await typeAt(ignored, pythonStores.line - 1, pythonStores.typed), "excludedFile");
  });

  test("a file that holds secrets is not completed", async () => {
    const editor = await open("secret/.env", "A=1\n\n");
    await vscode.languages.setTextDocumentLanguage(editor.document, "shellscript");
    assert.equal(await typeAt(editor, 1, "B="), "secretFile");
  });

  test("files that nobody opened are learnt too, and forgotten where that is turned off", async () => {
    const api = await activateHunch();
    const learnWorkspace = (isOn: boolean) => configure({ "hunch.context.learnWorkspace": isOn });
    const textOf = (name: string) => `local ${name} = {}\nfunction ${name}.grow(by) end\n`.repeat(40);
    for (const name of ["elm", "ash"]) writeFile(`unopened/${name}.lua`, textOf(name));
    try {
      await learnWorkspace(false);
      await open("unopened/oak.lua", textOf("oak"));
      await api.whenLearnt();
      const alone = api.learntBytes();
      await learnWorkspace(true);
      await api.whenWorkspaceLearnt();
      const withOthers = api.learntBytes();
      assert(withOthers > alone + 4_000, `${withOthers} is hardly more than ${alone}`);
      await learnWorkspace(false);
      assert(api.learntBytes() < withOthers - 4_000, "what was learnt is still there");
    } finally {
      await unset(["hunch.context.learnWorkspace"]);
    }
  });

  test("what was not saved is forgotten, and a closed file is learnt again when it changes on disk", async () => {
    const api = await activateHunch();
    const path = "unsaved/beech.lua";
    const text = "local beech = {}\nfunction beech.grow(by) end\n".repeat(40);
    const knows = (isKnown: boolean) =>
      until(`the text is ${isKnown ? "learnt" : "forgotten"}`, () => api.learntBytes() > before + 4_000 === isKnown);
    let before = 0;
    try {
      await configure({ "hunch.context.learnWorkspace": false });
      // A document that an extension has opened stays open for minutes after its editor is closed.
      await vscode.commands.executeCommand("vscode.open", writeFile(path, "local beech = {}\n"));
      const active = () => vscode.window.activeTextEditor;
      await until("it is open", () => active()?.document.fileName.endsWith("beech.lua") === true);
      const editor = active() ?? assert.fail("no editor is open");
      await api.whenLearnt();
      before = api.learntBytes();
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), text));
      await knows(true);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await knows(false);
      await until("the document is closed", () => !vscode.workspace.textDocuments.includes(editor.document));
      writeFile(path, text);
      await knows(true);
      await vscode.workspace.fs.delete(vscode.Uri.file(inWorkspace(path)));
      await knows(false);
    } finally {
      await unset(["hunch.context.learnWorkspace"]);
    }
  });
});
