import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/vscode/hunchApi.ts";
import { createGate } from "../../support/gate.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import {
  ask,
  configure,
  inWorkspace,
  moveTo,
  newNumber,
  select,
  show,
  showNew,
  type,
  unset,
  until,
} from "../../support/host/editing.ts";
import { endOfAsking, endOfTyping, watchRequests } from "../../support/host/requestEnds.ts";
import { ModelServer } from "../../support/modelServer.ts";

const { executeCommand } = vscode.commands;

const settings = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "tiny",
  "hunch.model.prefetch": "never", // Each request that the server sees is one that a test made.
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" }, // What its widget holds bars other text.
};

suite("every kind of document", () => {
  let server: ModelServer;
  let api: HunchApi;

  suiteSetup(async () => {
    api = await activateHunch();
    server = await ModelServer.start();
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  setup(() => {
    server.answer = () => ({ chunks: ["served();"] });
    server.requests.length = 0;
  });

  teardown(async () => {
    await executeCommand("workbench.action.revertAndCloseActiveEditor");
    await executeCommand("workbench.action.closeAllEditors");
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  async function open(name: string, text: string, line: number, character: number): Promise<vscode.TextEditor> {
    const editor = await showNew(`documents/${name}`, text, line, character);
    await api.whenLearnt();
    return editor;
  }

  const typing = (text: string) => endOfTyping(api, () => type(text));

  /** Lets the server answer only when the gate is opened. */
  function holdAnswers() {
    const gate = createGate();
    server.answer = () => ({ chunks: ["late();"], after: gate.opened });
    return gate;
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
    await until("the cell is being edited", async () => {
      await executeCommand("notebook.cell.edit");
      return vscode.window.activeTextEditor?.document === notebook.cellAt(edited).document;
    });
    const editor = vscode.window.activeTextEditor;
    assert(editor);
    await moveTo(editor, 0, 8);
    await until("the model is asked", async () => {
      await ask();
      return server.asked.length > 0;
    });
    const { body } = server.asked[0] ?? assert.fail("nothing was asked");
    const prompt = String(body["prompt"]);
    assert.match(prompt, /first_value = load_rows\(\)\ntotal = $/);
    assert.match(String(body["suffix"]), /last_value = show\(total\)/);
    assert.doesNotMatch(prompt + String(body["suffix"]), /Words about it|select 1|far_value_0 /);
  });

  test("a file deleted while a request runs is left alone, and the next one is served", async () => {
    await open("deleted.ts", `const a = ${newNumber()};\n\n`, 1, 0);
    const gate = holdAnswers();
    await type("x");
    await server.until(({ running }) => running.length > 0);
    await vscode.workspace.fs.delete(vscode.Uri.file(inWorkspace("documents", "deleted.ts")));
    await executeCommand("workbench.action.revertAndCloseActiveEditor");
    gate.open();
    await server.until(({ running }) => running.length === 0);
    server.answer = () => ({ chunks: ["served();"] });
    await open("after.ts", `const b = ${newNumber()};\n\n`, 1, 0);
    assert.equal(await typing("y"), "offered");
  });

  test("a file renamed while a request runs keeps its text, and is completed under its new name", async () => {
    const first = `const a = ${newNumber()};`;
    const editor = await open("old.ts", `${first}\n\n`, 1, 0);
    const gate = holdAnswers();
    const requests = watchRequests(api);
    await type("q");
    await server.until(({ running }) => running.length > 0);
    await editor.document.save();
    const edit = new vscode.WorkspaceEdit();
    const [from, to] = ["old.ts", "new.ts"].map((name) => vscode.Uri.file(inWorkspace("documents", name)));
    assert(from && to);
    edit.renameFile(from, to, { overwrite: true });
    await vscode.workspace.applyEdit(edit);
    const opened = () => vscode.window.activeTextEditor?.document;
    await until("the new name is open", () => opened()?.fileName.endsWith("new.ts") === true);
    gate.open();
    await server.until(({ running }) => running.length === 0);
    await until("the request has ended", () => requests().length > 0);
    const renamed = opened() ?? assert.fail("no editor is open");
    assert.equal(renamed.getText(), `${first}\nq\n`);
    server.answer = () => ({ chunks: ["served();"] });
    await show(renamed, 1, 1);
    assert.equal(await typing("z"), "offered");
  });

  test("an answer for a text that changed on disk meanwhile is not shown", async () => {
    const editor = await open("disk.ts", `const a = ${newNumber()};\n\n`, 1, 0);
    const gate = holdAnswers();
    const requests = watchRequests(api);
    void ask();
    await server.until(({ running }) => running.length > 0);
    const changed = `const other = ${newNumber()};\nconst more = 3;\n`;
    writeFileSync(editor.document.fileName, changed);
    await until("the editor has read it", () => editor.document.getText() === changed);
    gate.open();
    await until("the request has ended", () => requests().length > 0);
    assert.notEqual(requests()[0]?.outcome, "offered");
    assert.equal(editor.document.getText(), changed);
  });

  test("a view that cannot be written is left alone, with a reason", async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider("hunch-view", {
      provideTextDocumentContent: () => "const shown = 1;\n\n",
    });
    try {
      await show(await vscode.workspace.openTextDocument(vscode.Uri.parse("hunch-view:/shown.ts")));
      await ask();
      // Whether the editor asks at all is its own choice: a later request has ended when this one would have.
      await open("writable.ts", `const a = ${newNumber()};\n\n`, 1, 0);
      assert.equal(await endOfAsking(api), "offered");
      for (const { event } of api.requests().filter(({ uri }) => uri.startsWith("hunch-view:")))
        assert.deepEqual([event.outcome, event.reason], ["skipped", "unsupportedScheme"]);
      assert.equal(server.asked.length, 1, "nothing was sent for the view");
    } finally {
      provider.dispose();
    }
  });

  test("one line of a megabyte is refused in time, and the document is as it was", async () => {
    const long = "call(first, second); ".repeat(50_000);
    const editor = await open("long.js", `${long}\n`, 0, 500_000);
    assert.equal(await typing("x"), "lineTooLong");
    assert.equal(editor.document.getText().length, long.length + 2);
  });

  test("in a hundred thousand lines the prompt is as small as anywhere, and comes from round the cursor", async () => {
    const name = `value${newNumber()}_`;
    const lines = Array.from({ length: 100_000 }, (_, line) => `const ${name}${line} = compute(${line});`);
    const { document } = await open("many.ts", `${lines.join("\n")}\n`, 50_000, 0);
    await executeCommand("editor.action.insertLineBefore");
    await executeCommand("type", { text: "const next = " });
    await server.until(() => server.askedAfter("const next = ").length > 0);
    while (document.isDirty) await executeCommand("undo"); // To read the file again would take as long as the test.
    const prompt = String(server.askedAfter("const next = ")[0]?.body["prompt"]);
    assert(prompt.endsWith(`const ${name}49999 = compute(49999);\nconst next = `), prompt.slice(-200));
    assert(prompt.length < 20_000, `the prompt has ${prompt.length} characters`);
  });

  test("what looks like a binary file is left alone", async () => {
    await open("data.ts", `const a = "${"\u0001\u0002\u0003".repeat(400)}";\n\n`, 1, 0);
    assert.equal(await typing("x"), "binaryText");
  });

  test("nothing is offered with several cursors or a selection", async () => {
    const editor = await open("cursors.ts", "const a = 1;\nconst b = 2;\n\n", 2, 0);
    await select(editor, new vscode.Selection(0, 12, 0, 12), new vscode.Selection(1, 12, 1, 12));
    assert.equal(await typing(" "), "severalCursors");
  });

  test("a language that changes while someone types is followed", async () => {
    const editor = await open("mode.txt", "value = 1\n\n", 1, 0);
    const document = await vscode.languages.setTextDocumentLanguage(editor.document, "python");
    await api.whenLearnt();
    assert.equal(await typing("t"), "offered");
    assert.equal(document.languageId, "python");
  });
});
