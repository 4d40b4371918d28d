import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activateHunch } from "../../support/host/activateHunch.ts";
import { ask, configure, inWorkspace, showUntitled, unset, until } from "../../support/host/editing.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";

suite("a model inside the editor", () => {
  suiteTeardown(() =>
    unset(["hunch.model.protocol", "hunch.model.name", "hunch.model.fimFamily", "hunch.completion.waitForModel"]),
  );

  test("one in a folder completes a line, in a thread beside the extension host", async () => {
    await activateHunch();
    const folder = inWorkspace("model");
    writeModel(folder, tinyModelFiles({ says: "pas 1" }));
    await configure({
      "hunch.model.protocol": "transformers",
      "hunch.model.name": folder,
      "hunch.model.fimFamily": "qwen",
      "hunch.completion.waitForModel": 10_000,
    });
    const content = "function unheardOf() {\n  \n}\n";
    const { document } = await showUntitled("javascript", content, 1, 2);
    await until("the model's line is accepted", async () => {
      await ask();
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      return document.getText() !== content;
    });
    assert.equal(document.getText(), "function unheardOf() {\n  pas 1\n}\n");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
