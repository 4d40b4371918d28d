import assert from "node:assert/strict";
import * as vscode from "vscode";
import { newNumber, show, until, writeFile } from "../../support/host/editing.ts";

const { executeCommand } = vscode.commands;

/** Opens a variants file with this text; `▮` is the position of interest. */
async function open(marked: string) {
  const uri = writeFile(`variants-${newNumber()}/.hunch/variants.json`, marked.replace("▮", ""));
  const document = await vscode.workspace.openTextDocument(uri);
  await show(document);
  return { uri, position: document.positionAt(marked.indexOf("▮")) };
}

/** Labels of the list of suggestions; the editor's JSON server may still start. */
async function labelsAt(marked: string, expected: string): Promise<readonly string[]> {
  const { uri, position } = await open(marked);
  let labels: readonly string[] = [];
  await until(`${expected} is suggested`, async () => {
    const list = await executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", uri, position);
    labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return labels.includes(expected);
  });
  return labels;
}

suite(".hunch/variants.json in the editor", () => {
  teardown(() => executeCommand("workbench.action.revertAndCloseActiveEditor"));

  test("choices and their values are completed, and none that says where code is sent", async () => {
    const choices = await labelsAt('{ "variants": { "short": { ▮ } } }', "maxLines");
    for (const choice of ["eagerness", "snippets", "order", "layout"]) assert(choices.includes(choice), choice);
    for (const refused of ["model", "baseUrl", "protocol"]) assert(!choices.includes(refused), refused);
    const values = await labelsAt('{ "variants": { "short": { "eagerness": ▮ } } }', '"quiet"');
    assert(values.includes('"balanced"') && values.includes('"eager"'), values.join());
  });

  test("a choice explains itself, and one that is refused is marked", async () => {
    const { uri, position } = await open('{ "variants": { "short": { "max▮Lines": 1, "baseUrl": "http://x" } } }');
    let shown = "";
    await until("the choice explains itself", async () => {
      const hovers = await executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
      shown = hovers
        .flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
        .join("\n");
      return shown !== "";
    });
    assert.match(shown, /Maximum number of lines of a suggestion/);
    const messages = () => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    await until("the address is marked", async () => messages().some((message) => message.includes("baseUrl")));
  });
});
