import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { TelemetryEvent } from "../../../src/core/telemetry/events.ts";
import type { HunchApi } from "../../../src/extension.ts";
import { configure, newNumber, showNew, unset, until } from "../../support/host/editing.ts";
import { ModelServer } from "../../support/modelServer.ts";

type RequestEvent = Extract<TelemetryEvent, { kind: "request" }>;

async function hunch(): Promise<HunchApi> {
  const extension = vscode.extensions.getExtension<HunchApi>("hunch.hunch");
  assert(extension, "Hunch is not installed in this host");
  return extension.activate();
}

const settings = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "tiny",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" }, // What its widget holds bars other text.
};

suite("every kind of document", () => {
  let server: ModelServer;
  let folder: string;
  let api: HunchApi;

  suiteSetup(async () => {
    api = await hunch();
    server = await ModelServer.start();
    folder = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "documents");
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  setup(() => {
    server.answer = () => ({ chunks: ["served();"] });
    server.requests.length = 0;
  });

  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  const requests = (from: number) =>
    api
      .events()
      .slice(from)
      .filter((event): event is RequestEvent => event.kind === "request");

  async function open(name: string, text: string, line: number, character: number): Promise<vscode.TextEditor> {
    const editor = await showNew(name, text, line, character);
    await api.whenLearnt();
    return editor;
  }

  /** How the last request ended after some text was typed: "offered", or the reason why nothing was. */
  async function outcomeOf(type: () => Thenable<unknown>): Promise<string | undefined> {
    const before = api.events().length;
    await type();
    await until("a request has ended", () => requests(before).length > 0);
    await sleep(400);
    const last = requests(before).at(-1);
    return last?.outcome === "offered" ? "offered" : last?.reason;
  }

  const typing = (text: string) => () => vscode.commands.executeCommand("type", { text });
  const asking = () => vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");

  /** Types, and asks until the server has been: an editor just opened may not have the focus yet. */
  async function typeUntilAsked(text: string): Promise<void> {
    const before = api.events().length;
    await typing(text)();
    const deadline = Date.now() + 10_000;
    while (server.asked.length === 0) {
      const seen = JSON.stringify(api.events().slice(before));
      assert(Date.now() < deadline, `the server was not asked; events since then: ${seen}`);
      await sleep(1_000);
      if (server.asked.length === 0) await asking();
    }
  }

  test("a notebook's cells of one language are one text, in their order, the nearest ones of a large one", async () => {
    const code = (text: string, language = "python") =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, language);
    const farCells = 200;
    const edited = farCells + 3;
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData([
        ...Array.from({ length: farCells }, (_, at) => code(`far_value_${at} = [${"0, ".repeat(700)}]`)),
        code("first_value = load_rows()"),
        new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, "Words about it", "markdown"),
        code("select 1", "sql"),
        code("total = "),
        code("last_value = show(total)"),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(edited, edited + 1)] });
    await vscode.commands.executeCommand("notebook.cell.edit");
    await until(
      "the cell is being edited",
      () => vscode.window.activeTextEditor?.document === notebook.cellAt(edited).document,
    );
    const editor = vscode.window.activeTextEditor;
    assert(editor);
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    await until("the model is asked", async () => {
      await asking();
      await sleep(300);
      return server.asked.length > 0;
    });
    // The first: the one after it may be asked ahead, for the place behind the suggestion.
    const { body } = server.asked[0] ?? assert.fail("nothing was asked");
    const prompt = String(body["prompt"]);
    assert.match(prompt, /first_value = load_rows\(\)\ntotal = $/);
    assert.match(String(body["suffix"]), /last_value = show\(total\)/);
    assert.doesNotMatch(prompt + String(body["suffix"]), /Words about it|select 1|far_value_0 /);
  });

  test("a file deleted while a request runs is left alone, and the next one is served", async () => {
    await open("deleted.ts", "const a = 1;\n\n", 1, 0);
    server.answer = () => ({ chunks: ["late();"], firstDelayMs: 1_500 });
    await typeUntilAsked("x");
    await vscode.workspace.fs.delete(vscode.Uri.file(join(folder, "deleted.ts")));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until("the server sees it", () =>
      server.asked.every(({ disconnected, finished }) => disconnected || finished),
    );
    server.answer = () => ({ chunks: ["served();"] });
    await open("after.ts", "const b = 2;\n\n", 1, 0);
    assert.equal(await outcomeOf(typing("y")), "offered");
  });

  test("a file renamed while a request runs keeps its text, and is completed under its new name", async () => {
    const editor = await open("old.ts", "const a = 1;\n\n", 1, 0);
    server.answer = () => ({ chunks: ["late();"], firstDelayMs: 800 });
    await typeUntilAsked("q");
    await editor.document.save();
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(join(folder, "old.ts")), vscode.Uri.file(join(folder, "new.ts")), {
      overwrite: true,
    });
    await vscode.workspace.applyEdit(edit);
    await until(
      "the new name is open",
      () => vscode.window.activeTextEditor?.document.fileName.endsWith("new.ts") === true,
    );
    await sleep(1_000);
    const renamed = vscode.window.activeTextEditor?.document ?? assert.fail("no editor is open");
    assert.equal(renamed.getText(), "const a = 1;\nq\n");
    server.answer = () => ({ chunks: ["served();"] });
    const shown = await vscode.window.showTextDocument(renamed, { preview: false });
    shown.selection = new vscode.Selection(1, 1, 1, 1);
    assert.equal(await outcomeOf(typing("z")), "offered");
  });

  test("an answer for a text that changed on disk meanwhile is not shown", async () => {
    const editor = await open("disk.ts", `const a = ${newNumber()};\n\n`, 1, 0);
    server.answer = () => ({ chunks: ["late();"], firstDelayMs: 1_500 });
    const before = api.events().length;
    void asking();
    await server.until(({ asked }) => asked.length > 0);
    writeFileSync(join(folder, "disk.ts"), "const other = 2;\nconst more = 3;\n");
    await until("the editor has read it", () => editor.document.getText().includes("more"));
    await until("the request has ended", () => requests(before).length > 0);
    assert.notEqual(requests(before)[0]?.outcome, "offered");
    assert.equal(editor.document.getText(), "const other = 2;\nconst more = 3;\n");
  });

  test("a view that cannot be written is left alone, with a reason", async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider("hunch-view", {
      provideTextDocumentContent: () => "const shown = 1;\n\n",
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("hunch-view:/shown.ts"));
    await vscode.window.showTextDocument(document);
    const before = api.events().length;
    await asking();
    await sleep(600);
    for (const { outcome, reason } of requests(before))
      assert.deepEqual([outcome, reason], ["skipped", "unsupportedScheme"]);
    assert.deepEqual(server.asked, []);
    provider.dispose();
  });

  test("one line of a megabyte is refused in time, and the document is as it was", async () => {
    const long = "call(first, second); ".repeat(50_000);
    const editor = await open("long.js", `${long}\n`, 0, 500_000);
    assert.equal(await outcomeOf(typing("x")), "lineTooLong");
    assert.equal(editor.document.getText().length, long.length + 2);
  });

  test("in a hundred thousand lines the prompt is as small as anywhere, and comes from round the cursor", async () => {
    const name = `value${newNumber()}_`;
    const lines = Array.from({ length: 100_000 }, (_, line) => `const ${name}${line} = compute(${line});`);
    await open("many.ts", `${lines.join("\n")}\n`, 50_000, 0);
    await vscode.commands.executeCommand("editor.action.insertLineBefore");
    await typing("const next = ")();
    await server.until(({ asked }) => asked.some(({ body }) => String(body["prompt"]).endsWith("const next = ")));
    const prompt = String(server.asked.at(-1)?.body["prompt"]);
    assert(prompt.endsWith(`const ${name}49999 = compute(49999);\nconst next = `), prompt.slice(-200));
    assert(prompt.length < 20_000, `the prompt has ${prompt.length} characters`);
  }).timeout(60_000);

  test("what looks like a binary file is left alone", async () => {
    await open("data.ts", `const a = "${"\u0001\u0002\u0003".repeat(400)}";\n\n`, 1, 0);
    assert.equal(await outcomeOf(typing("x")), "binaryText");
  });

  test("nothing is offered with several cursors or a selection", async () => {
    const editor = await open("cursors.ts", "const a = 1;\nconst b = 2;\n\n", 2, 0);
    editor.selections = [new vscode.Selection(0, 12, 0, 12), new vscode.Selection(1, 12, 1, 12)];
    assert.equal(await outcomeOf(typing(" ")), "severalCursors");
  });

  test("a language that changes while someone types is followed", async () => {
    const editor = await open("mode.txt", "value = 1\n\n", 1, 0);
    const document = await vscode.languages.setTextDocumentLanguage(editor.document, "python");
    await api.whenLearnt();
    assert.equal(await outcomeOf(typing("t")), "offered");
    assert.equal(document.languageId, "python");
  });
});
