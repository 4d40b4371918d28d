import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/extension.ts";
import { configure, unset } from "../../support/host/editing.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";

suite("a model inside the editor", () => {
  suiteTeardown(() =>
    unset(["hunch.model.protocol", "hunch.model.name", "hunch.model.fimFamily", "hunch.completion.waitForModelMs"]),
  );

  test("one in a folder completes a line, in a thread beside the extension host", async () => {
    const api = await vscode.extensions.getExtension<HunchApi>("hunch.hunch")?.activate();
    assert.ok(api);
    const folder = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "model");
    writeModel(folder, tinyModelFiles({ says: "pas 1" }));
    await configure({
      "hunch.model.protocol": "transformers",
      "hunch.model.name": folder,
      "hunch.model.fimFamily": "qwen",
      "hunch.completion.waitForModelMs": 10_000,
    });
    const content = "function unheardOf() {\n  \n}\n";
    const document = await vscode.workspace.openTextDocument({ language: "javascript", content });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    for (let tries = 0; tries < 40 && !document.getText().includes("pas 1"); tries++) {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
      await new Promise((resolve) => setTimeout(resolve, 500));
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
    }
    assert.equal(document.getText(), "function unheardOf() {\n  pas 1\n}\n");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
