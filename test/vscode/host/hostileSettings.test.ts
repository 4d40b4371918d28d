import assert from "node:assert/strict";
import * as vscode from "vscode";
import manifest from "../../../package.json";
import type { HunchApi } from "../../../src/vscode/hunchApi.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import { configure, showUntitled, type, unset, until } from "../../support/host/editing.ts";
import { endOfTyping } from "../../support/host/requestEnds.ts";
import { junkValues } from "../../support/junkValues.ts";
import { ModelServer } from "../../support/modelServer.ts";

const { executeCommand } = vscode.commands;
const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
const commands = manifest.contributes.commands.map(({ command }) => command);

/**
 * A few of the values for each setting: texts where Hunch takes any text, for these get past the reader of settings, else
 * the next three, so that each value meets several settings. parseSettings.test.ts tries every value with every setting.
 */
function junkFor(setting: object, index: number): readonly unknown[] {
  const takesText = "type" in setting && setting.type === "string" && !("enum" in setting);
  if (takesText) return junkValues.filter((value) => typeof value === "string");
  return Array.from({ length: 3 }, (_, at) => junkValues[(5 * index + at) % junkValues.length]);
}

/** Removes what the commands that turn Hunch off and on have set. */
async function turnOn(): Promise<void> {
  await configure({ "hunch.completion.enabled": undefined }, "typescript");
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const configuration = vscode.workspace.getConfiguration("hunch.completion");
  const { globalValue, workspaceValue } = configuration.inspect("enabled") ?? {};
  if (globalValue !== undefined) await configuration.update("enabled", undefined, Global);
  if (workspaceValue !== undefined) await configuration.update("enabled", undefined, Workspace);
}

/** Settings are read alike everywhere: one VS Code is enough. */
const isFloor = vscode.version.startsWith("1.103.");

(isFloor ? suite.skip : suite)("what a hostile newcomer does", () => {
  let server: ModelServer;
  let api: HunchApi;
  let usual: Readonly<Record<string, unknown>>;

  suiteSetup(async () => {
    api = await activateHunch();
    server = await ModelServer.start();
    usual = {
      "hunch.model.protocol": "openai-suffix",
      "hunch.model.baseUrl": server.url,
      "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
    };
    await configure(usual);
  });

  suiteTeardown(async () => {
    await unset(Object.keys(usual));
    await server.close();
    await executeCommand("workbench.action.closeAllEditors");
  });

  suite("with settings that hold junk", () => {
    let document: vscode.TextDocument;

    suiteSetup(async () => {
      ({ document } = await showUntitled("typescript", ""));
    });

    suiteTeardown(() => executeCommand("workbench.action.revertAndCloseActiveEditor"));

    for (const [index, [name, setting]] of settings.entries()) {
      test(`${name}: typing goes on, and a request ends for each keystroke`, async () => {
        try {
          for (const value of junkFor(setting, index)) {
            const before = document.getText();
            await configure({ [name]: value });
            // Fails, too, when no request ends.
            await endOfTyping(api, () => type("x"));
            assert.equal(document.getText(), `${before}x`, `typing does not work with ${JSON.stringify(value)}`);
          }
        } finally {
          await configure({ [name]: usual[name] });
        }
      });
    }
  });

  for (const [where, prepare] of [
    ["no editor is open", () => executeCommand("workbench.action.closeAllEditors")],
    ["an untitled document is open", () => showUntitled("typescript", "")],
  ] as const) {
    for (const command of commands) {
      test(`${command} can be run while ${where}, and ends when what it opens is closed`, async () => {
        await prepare();
        let ended = false;
        const running = Promise.resolve(executeCommand(command)).finally(() => {
          ended = true;
        });
        await until(`${command} has ended`, async () => {
          await executeCommand("workbench.action.closeQuickOpen");
          await executeCommand("notifications.clearAll");
          return ended;
        });
        await running;
        await executeCommand("hunch.snooze", 0);
        await turnOn(); // Some of the commands turn Hunch off.
        await executeCommand("workbench.action.closeAllEditors");
      });
    }
  }
});
