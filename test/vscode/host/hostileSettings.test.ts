import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import manifest from "../../../package.json";
import type { HunchApi } from "../../../src/extension.ts";
import { ModelServer } from "../../support/modelServer.ts";

const { executeCommand } = vscode.commands;
const names = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
const commands = manifest.contributes.commands.map(({ command }) => command);
const junk: readonly unknown[] = [
  null, "", "many", -1, 1e9, 0.5, true, {}, [], [1, null, "", "[", "!(", "x".repeat(70_000)], "http://", "file:///etc/passwd",
]; // biome-ignore format: a table

async function hunch(): Promise<HunchApi> {
  const extension = vscode.extensions.getExtension<HunchApi>("hunch.hunch");
  assert(extension, "Hunch is not installed in this host");
  return extension.activate();
}

const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);

async function openUntitled(): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content: "" });
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Types a letter; it must be inserted, and a request must end for it. */
async function typeOne(editor: vscode.TextEditor, why: string): Promise<void> {
  const api = await hunch();
  const before = { length: editor.document.getText().length, events: api.events().length };
  await executeCommand("type", { text: "x" });
  assert.equal(editor.document.getText().length, before.length + 1, `typing does not work with ${why}`);
  const deadline = Date.now() + 60_000;
  // The log keeps the last 2,000 events: its length stays the same then, its last member does not.
  const last = api.events().at(-1);
  while (api.events().length === before.events && api.events().at(-1) === last) {
    if (Date.now() > deadline) assert.fail(`No request ended with ${why}.`);
    await sleep(10);
  }
}

/** Settings are read alike everywhere: one VS Code is enough for what takes two minutes. */
const isFloor = vscode.version.startsWith("1.103.");

(isFloor ? suite.skip : suite)("what a hostile newcomer does", () => {
  let server: ModelServer;

  suiteSetup(async () => {
    server = await ModelServer.start();
    await set("editor.quickSuggestions", { other: "off", comments: "off", strings: "off" });
  });

  suiteTeardown(async () => {
    for (const name of [...names, "editor.quickSuggestions"]) await set(name, undefined);
    // One of the commands turned the language off.
    const languages = vscode.workspace.getConfiguration("hunch", { languageId: "typescript" });
    await languages.update("completion.enabled", undefined, vscode.ConfigurationTarget.Global, true);
    await server.close();
    await executeCommand("workbench.action.closeAllEditors");
  });

  for (const name of names) {
    test(`${name} holds junk: typing goes on, and a request ends for each key stroke`, async function () {
      this.timeout(60_000);
      const editor = await openUntitled();
      if (!name.startsWith("hunch.model.protocol")) await set("hunch.model.protocol", "openai-suffix");
      if (name !== "hunch.model.baseUrl") await set("hunch.model.baseUrl", server.url);
      for (const value of junk) {
        await set(name, value);
        await typeOne(editor, `${name}: ${JSON.stringify(value).slice(0, 40)}`);
      }
      for (const each of [name, "hunch.model.protocol", "hunch.model.baseUrl"]) await set(each, undefined);
      await executeCommand("workbench.action.revertAndCloseActiveEditor");
    });
  }

  for (const [where, prepare] of [
    ["no editor is open", async () => void (await executeCommand("workbench.action.closeAllEditors"))],
    ["an untitled document is open", async () => void (await openUntitled())],
  ] as const) {
    test(`every command can be run while ${where}`, async function () {
      this.timeout(60_000);
      for (const command of commands) {
        await prepare();
        const failed: unknown[] = [];
        void executeCommand(command).then(undefined, (error: unknown) => failed.push(error));
        await sleep(300);
        await executeCommand("workbench.action.closeQuickOpen");
        await executeCommand("notifications.clearAll");
        await sleep(50);
        assert.deepEqual(failed, [], command);
      }
      await executeCommand("hunch.snooze", 0);
      await executeCommand("workbench.action.closeAllEditors");
    });
  }
});
