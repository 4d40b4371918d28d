import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/extension.ts";
import { configure, newNumber, unset } from "../../support/host/editing.ts";
import { ModelServer } from "../../support/modelServer.ts";

const library = ["export interface Parcel {", "  readonly weightInGrams: number;", "}", ""].join("\n");
const textWith = (name: string) => [`export function check(parcel: ${name}) {`, "  ", "}", ""].join("\n");

suite("definitions from the language server", () => {
  let server: ModelServer;
  let folder: string;

  suiteSetup(async () => {
    await vscode.extensions.getExtension<HunchApi>("hunch.hunch")?.activate();
    server = await ModelServer.start({ answer: () => ({ chunks: ["done();"] }) });
    await configure({
      "hunch.model.protocol": "openai-suffix",
      "hunch.model.baseUrl": server.url,
      "hunch.model.name": "tiny",
    });
    folder = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "definitions");
    mkdirSync(join(folder, "secrets"), { recursive: true });
  });

  suiteTeardown(async () => {
    await unset(["hunch.model.protocol", "hunch.model.baseUrl", "hunch.model.name"]);
    await server.close();
  });

  /** Types in a document one name of which is said to be defined in `target`; gives the prompt that left. */
  async function promptWith(target: string, languageId: string): Promise<string> {
    writeFileSync(join(folder, target), library);
    const definition = new vscode.Location(vscode.Uri.file(join(folder, target)), new vscode.Position(0, 17));
    const name = `Parcel${newNumber()}`;
    const provider = vscode.languages.registerDefinitionProvider(
      { language: languageId },
      {
        provideDefinition: (document, position) =>
          document.getText(document.getWordRangeAtPosition(position)) === name ? definition : undefined,
      },
    );
    try {
      const document = await vscode.workspace.openTextDocument({ language: languageId, content: textWith(name) });
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(1, 2, 1, 2);
      await sleep(1_500);
      server.requests.length = 0;
      await vscode.commands.executeCommand("type", { text: "s" });
      await server.until(({ asked }) => asked.length > 0);
      return String(server.asked.at(-1)?.body["prompt"]);
    } finally {
      provider.dispose();
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  }

  test("what a name near the cursor stands for is in the prompt, with its file", async () => {
    const prompt = await promptWith("parcel.dart", "dart");
    assert.match(prompt, /definitions\/parcel\.dart/);
    assert.match(prompt, /weightInGrams: number/);
  });

  test("a file that holds secrets stays where it is", async () => {
    assert.doesNotMatch(await promptWith("credentials.json", "julia"), /weightInGrams/);
  });

  test("none is looked up when the setting is off", async () => {
    await configure({ "hunch.context.definitions": false });
    assert.doesNotMatch(await promptWith("parcel.lua", "lua"), /weightInGrams/);
    await unset(["hunch.context.definitions"]);
  });
});
