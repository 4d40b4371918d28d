import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { RequestEvent } from "../../../src/core/telemetry/events.ts";
import type { HunchApi } from "../../../src/extension.ts";
import { configure, newNumber, show, showNew, unset, until, writeDocument } from "../../support/host/editing.ts";
import { ModelServer, type ScriptedAnswer } from "../../support/modelServer.ts";

const { executeCommand } = vscode.commands;
const answer = "fromTheModel();";
let api: HunchApi;
let server: ModelServer;

function moveTo(editor: vscode.TextEditor, line: number, character: number): void {
  const place = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(place, place);
}

const isRequest = (event: { readonly kind: string }): event is RequestEvent => event.kind === "request";

/** How the last request that these gestures caused ended: "offered", or why not. Those overtaken on the way don't count. */
async function endOf(gestures: () => Thenable<unknown>): Promise<string | undefined> {
  await sleep(100);
  const before = api.events().filter(isRequest).length;
  await gestures();
  await sleep(150);
  let last: RequestEvent | undefined;
  await until("a request ended", () => {
    last = api.events().filter(isRequest).slice(before).at(-1);
    return last !== undefined && last.outcome !== "cancelled";
  });
  return last?.outcome === "offered" ? "offered" : last?.reason;
}

async function type(text: string): Promise<void> {
  for (const each of text) await executeCommand("type", { text: each });
}

const trigger = () => executeCommand("editor.action.inlineSuggest.trigger");

const settings = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "tiny",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};

suite("silences and interruptions", () => {
  const says = (scripted: ScriptedAnswer) => {
    server.answer = () => scripted;
  };

  suiteSetup(async function () {
    this.timeout(60_000);
    const extension = vscode.extensions.getExtension<HunchApi>("hunch.hunch");
    assert(extension, "Hunch is not installed in this host");
    api = await extension.activate();
    server = await ModelServer.start();
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  setup(() => {
    server.requests.length = 0;
    says({ chunks: [answer] });
  });

  teardown(async () => {
    while (vscode.window.activeTextEditor?.document.isDirty)
      await executeCommand("workbench.action.revertAndCloseActiveEditor");
    await executeCommand("workbench.action.closeAllEditors");
  });

  test("the message of a commit is silent by default, and a document like others where its language is turned on", async () => {
    const control = vscode.scm.createSourceControl("test", "Test", vscode.workspace.workspaceFolders?.[0]?.uri);
    const messages = vscode.workspace.getConfiguration("hunch", { languageId: "scminput" });
    const turn = (isOn: boolean | undefined) =>
      messages.update("completion.enabled", isOn, vscode.ConfigurationTarget.Global, true);
    try {
      control.inputBox.value = "";
      await executeCommand("workbench.view.scm");
      await executeCommand("workbench.scm.action.focusNextInput");
      await type("Add ");
      await until("the message was typed", () => control.inputBox.value === "Add ");
      assert.equal(await endOf(trigger), "languageOff");
      assert.equal(server.asked.length, 0);
      await turn(true);
      assert.equal(await endOf(() => type("tests ")), "offered");
    } finally {
      await turn(undefined);
      control.dispose();
      await executeCommand("workbench.view.explorer");
    }
  });

  test("in a diff the writable side gets suggestions, the other one is never asked for", async () => {
    const own = vscode.workspace.registerTextDocumentContentProvider("shown", {
      provideTextDocumentContent: () => "const before = 1;\n",
    });
    try {
      const right = writeDocument("right.ts", "const before = 1;\n\n");
      await executeCommand("vscode.diff", vscode.Uri.parse("shown:/left.ts"), right);
      await until("the diff is there", () => vscode.window.activeTextEditor?.document.uri.fsPath === right.fsPath);
      moveTo(vscode.window.activeTextEditor ?? assert.fail(), 1, 0);
      assert.equal(await endOf(() => type("const now = ")), "offered");
      await executeCommand("workbench.action.revertAndCloseActiveEditor");
      const before = api.events().filter(isRequest).length;
      const shown = await show(vscode.Uri.parse("shown:/left.ts"), 0, 5);
      await type("x");
      await trigger();
      await sleep(500);
      assert.equal(api.events().filter(isRequest).length, before);
      assert.equal(shown.document.getText(), "const before = 1;\n");
    } finally {
      own.dispose();
    }
  });

  const interruptions: readonly (readonly [string, (uri: vscode.Uri) => Thenable<unknown>])[] = [
    ["closed", () => executeCommand("workbench.action.revertAndCloseActiveEditor")],
    [
      "given another language",
      async () =>
        vscode.languages.setTextDocumentLanguage(
          vscode.window.activeTextEditor?.document ?? assert.fail(),
          "javascript",
        ),
    ],
  ];
  for (const [what, interrupt] of interruptions) {
    test(`a file ${what} while a request runs: nothing is written, and the next request is answered`, async () => {
      says({ chunks: [answer], firstDelayMs: 800 });
      const name = `interrupted-${what.replaceAll(" ", "-")}.ts`;
      const editor = await showNew(name, "const a = 1;\n\n", 1, 0);
      await type("const b = ");
      await until("the model was asked", () => server.asked.length > 0);
      const text = editor.document.getText();
      await interrupt(editor.document.uri);
      await sleep(1_200);
      for (const document of vscode.workspace.textDocuments)
        if (document.uri.fsPath.includes("interrupted-"))
          assert.ok([text, "const a = 1;\n\n"].includes(document.getText()));
      says({ chunks: [answer] });
      await showNew("next.ts", "const a = 1;\n\n", 1, 0);
      assert.equal(await endOf(() => type("const c = ")), "offered");
    });
  }

  test("on demand: typing asks for nothing, a command does", async () => {
    await configure({ "hunch.completion.trigger": "onDemand" });
    try {
      await showNew("demand.ts", "const a = 1;\n\n", 1, 0);
      assert.equal(await endOf(() => type("const b = ")), "onDemandOnly");
      assert.equal(server.asked.length, 0);
      assert.equal(await endOf(trigger), "offered");
    } finally {
      await configure({ "hunch.completion.trigger": undefined });
    }
  });

  test("what was rejected at a place does not come back there until it is asked for", async () => {
    await showNew("rejected.ts", "const a = 1;\n\n", 1, 0);
    assert.equal(await endOf(() => type("const b = ")), "offered");
    await sleep(200);
    await executeCommand("hunch.dismiss");
    assert.equal(
      await endOf(async () => {
        await type("x");
        await executeCommand("deleteLeft");
      }),
      "rejectedHere",
    );
    assert.equal(await endOf(trigger), "offered");
  });

  test("snoozed: silent, with the reason", async () => {
    await executeCommand("hunch.snooze");
    await showNew("snoozed.ts", "const a = 1;\n\n", 1, 0);
    assert.equal(await endOf(() => type("const b = ")), "snoozed");
    assert.equal(await endOf(trigger), "offered");
    await executeCommand("hunch.snooze", 0);
    assert.equal(await endOf(() => type("c")), "offered");
  });

  /** The same gesture, first where nothing speaks against it, then under the condition: only the second is silent. */
  async function expectSilence(
    reason: string,
    gesture: () => Thenable<unknown>,
    condition: () => Thenable<unknown> | undefined,
  ): Promise<void> {
    assert.equal(await endOf(gesture), "offered", "without the condition it is offered");
    await executeCommand("editor.action.inlineSuggest.hide");
    await condition();
    server.requests.length = 0;
    assert.equal(await endOf(gesture), reason);
    assert.equal(server.asked.length, 0, "nothing was sent");
  }

  test("several cursors: silent, until there is one again", async () => {
    const editor = await showNew("severalCursors.ts", "const a = 1;\n\n\n", 1, 0);
    await type("const b = ");
    await expectSilence(
      "severalCursors",
      () => type("x"),
      async () => {
        const second = new vscode.Position(2, 0);
        editor.selections = [editor.selection, new vscode.Selection(second, second)];
        await sleep(300);
      },
    );
    moveTo(editor, 1, "const b = xx".length);
    await sleep(300);
    assert.equal(await endOf(() => type("y")), "offered");
  });

  test("a selection: silent, also when asked", async () => {
    const editor = await showNew("selected.ts", "const a = 1;\n\n", 1, 0);
    await type("const b = ");
    assert.equal(await endOf(trigger), "offered");
    await executeCommand("editor.action.inlineSuggest.hide");
    server.requests.length = 0;
    editor.selection = new vscode.Selection(1, 0, 1, 7);
    await sleep(200);
    const before = api.events().filter(isRequest).length;
    await trigger();
    await sleep(500);
    const reasons = api.events().filter(isRequest).slice(before);
    assert.ok(reasons.every(({ outcome, reason }) => outcome === "skipped" && reason === "selection"));
    assert.equal(server.asked.length, 0);
  });

  for (const [where, drawn, reason] of [
    ["a comment", "// so that ", "insideComment"],
    ["a string", 'const text = "so that ', "insideString"],
  ] as const) {
    test(`${where} of a file for code only: silent there, and there alone`, async () => {
      await configure({ "hunch.completion.codeOnly": ["**/only*.ts"] });
      try {
        await showNew("free.ts", "const a = 1;\n\n", 1, 0);
        assert.equal(await endOf(() => type(drawn)), "offered");
        await showNew("only.ts", "const a = 1;\n\n", 1, 0);
        assert.equal(await endOf(() => type("const b = ")), "offered");
        await executeCommand("editor.action.inlineSuggest.hide");
        await executeCommand("editor.action.insertLineAfter");
        server.requests.length = 0;
        assert.equal(await endOf(() => type(drawn)), reason);
        assert.ok(server.asked.every(({ body }) => !String(body["prompt"]).endsWith("that ")));
        assert.equal(await endOf(trigger), "offered");
      } finally {
        await configure({ "hunch.completion.codeOnly": undefined });
      }
    });
  }

  test("a language that is off, a setting that is off, and both on again", async () => {
    const languages = vscode.workspace.getConfiguration("hunch", { languageId: "typescript" });
    const turn = (isOn: boolean | undefined) =>
      languages.update("completion.enabled", isOn, vscode.ConfigurationTarget.Global, true);
    await showNew("language.ts", "const a = 1;\n\n", 1, 0);
    await type("const b = ");
    try {
      await expectSilence(
        "languageOff",
        () => type("x"),
        () => turn(false),
      );
    } finally {
      await turn(undefined);
    }
    assert.equal(await endOf(() => type("y")), "offered");
  });

  test("asked for explicitly there are alternatives, one after the other", async () => {
    let asked = 0;
    server.answer = () => ({ chunks: [`answer${asked++}();`] });
    const editor = await showNew("alternatives.ts", `const a = ${newNumber()};\n\n`, 1, 0);
    await type("const b = ");
    assert.equal(await endOf(trigger), "offered");
    await until("more than one was asked for", () => asked > 1);
    await sleep(500);
    await executeCommand("editor.action.inlineSuggest.showNext");
    await sleep(500);
    await executeCommand("editor.action.inlineSuggest.commit");
    const first = editor.document.lineAt(1).text;
    await executeCommand("undo");
    moveTo(editor, 1, "const b = ".length);
    await trigger();
    await sleep(500);
    await executeCommand("editor.action.inlineSuggest.commit");
    const second = editor.document.lineAt(1).text;
    assert.match(first, /^const b = answer\d\(\);$/);
    assert.notEqual(first, second);
  });
});
