import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/vscode/extension.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import { configure, moveTo, newNumber, select, show, showNew, type, unset, until } from "../../support/host/editing.ts";

const { executeCommand } = vscode.commands;
const settings = {
  "hunch.nextEdits": "eager",
  "hunch.completion.trigger": "onDemand",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};

suite("next edits", () => {
  let api: HunchApi;

  suiteSetup(async () => {
    api = await activateHunch();
    await configure(settings);
  });

  suiteTeardown(() => unset(Object.keys(settings)));

  teardown(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await show(document);
      await executeCommand("workbench.action.files.revert");
      await until("the file is as it was", () => !document.isDirty);
    }
    await executeCommand("workbench.action.closeAllEditors");
  });

  /** Renames a declaration by typing over it, and waits until the first use is proposed. */
  async function rename(ends: string): Promise<{ editor: vscode.TextEditor; textAfter: (uses: number) => string }> {
    const old = `sum${newNumber()}`;
    const now = `total${newNumber()}`;
    const text = (declared: string, first: string, second: string) =>
      [`let ${declared} = 1;`, "", `print(${first});`, "", `print(${second});`, ""].join(ends);
    const editor = await showNew(`nextEdits/${old}.ts`, text(old, old, old));
    await select(editor, new vscode.Selection(0, 4, 0, 4 + old.length));
    await type(now);
    await until(
      "a next edit is drawn",
      () => api.nextEdit() !== undefined,
      () => editor.document.getText(),
    );
    return { editor, textAfter: (uses) => text(now, uses > 0 ? now : old, uses > 1 ? now : old) };
  }

  for (const [name, ends] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ] as const)
    test(`the uses of a renamed name are visited and renamed, each as one undo step (${name})`, async () => {
      const { editor, textAfter } = await rename(ends);
      assert.equal(api.nextEdit()?.line, 2);
      await executeCommand("hunch.takeNextEdit");
      await until("the cursor is at the edit", () => api.nextEdit()?.key === "here");
      assert.equal(editor.document.getText(), textAfter(0));
      await executeCommand("hunch.takeNextEdit");
      assert.equal(editor.document.getText(), textAfter(1));
      await until("the next use is proposed", () => api.nextEdit()?.line === 4);
      await executeCommand("undo");
      assert.equal(editor.document.getText(), textAfter(0));
    });

  test("Escape dismisses the edit, and the text stays as it is", async () => {
    const { editor, textAfter } = await rename("\n");
    await executeCommand("hunch.dismissNextEdit");
    await until("nothing is drawn", () => api.nextEdit() === undefined);
    assert.equal(editor.document.getText(), textAfter(0));
  });

  test("Tab indents while no next edit is drawn", async () => {
    const editor = await showNew(`nextEdits/plain${newNumber()}.ts`, "a();\n");
    await moveTo(editor, 0, 0);
    await executeCommand("hunch.takeNextEdit", "tab");
    assert.match(editor.document.getText(), /^\s+a\(\);\n$/);
  });
});
