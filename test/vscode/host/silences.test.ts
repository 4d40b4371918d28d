import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/vscode/hunchApi.ts";
import { createGate } from "../../support/gate.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import {
  ask,
  configure,
  moveTo,
  newNumber,
  select,
  show,
  showNew,
  type,
  unset,
  until,
  writeFile,
} from "../../support/host/editing.ts";
import { endOfAsking, endOfTyping, watchRequests } from "../../support/host/requestEnds.ts";
import { ModelServer, type ScriptedAnswer } from "../../support/modelServer.ts";
import { typeScriptStores } from "../stores.ts";

const { executeCommand } = vscode.commands;
const answer = "fromTheModel();";

const settings = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "tiny",
  "hunch.model.prefetch": "never", // Each request that the server sees is one that a test made.
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};

suite("silences and interruptions", () => {
  let api: HunchApi;
  let server: ModelServer;

  const says = (scripted: ScriptedAnswer) => {
    server.answer = () => scripted;
  };

  const typing = (text: string) => endOfTyping(api, () => type(text));
  const asking = () => endOfAsking(api);
  const requestsFor = (scheme: string) => api.requests().filter(({ uri }) => uri.startsWith(scheme));
  const openCode = (name: string) => showNew(`documents/${name}`, `const a = ${newNumber()};\n\n`, 1, 0);

  /** Returns a function that says whether a suggestion offered since this call was shown. */
  function watchShown(): () => boolean {
    const requests = watchRequests(api);
    return () => {
      const offered = new Set(requests().flatMap(({ suggestion }) => suggestion ?? []));
      return api.events().some((event) => event.kind === "shown" && offered.has(event.suggestion));
    };
  }

  suiteSetup(async () => {
    api = await activateHunch();
    server = await ModelServer.start();
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  setup(() => {
    server.requests.length = 0;
    // No two answers are alike: what was typed against is not offered again on that line.
    let count = 0;
    server.answer = () => ({ chunks: [`fromTheModel${++count}();`] });
  });

  teardown(async () => {
    while (vscode.window.activeTextEditor?.document.isDirty)
      await executeCommand("workbench.action.revertAndCloseActiveEditor");
    await executeCommand("workbench.action.closeAllEditors");
  });

  test("the message of a commit is silent by default, and a document like others where its language is turned on", async () => {
    const control = vscode.scm.createSourceControl("test", "Test", vscode.workspace.workspaceFolders?.[0]?.uri);
    const turn = (isOn: boolean | undefined) => configure({ "hunch.completion.enabled": isOn }, "scminput");
    const message = () =>
      vscode.workspace.textDocuments.find(({ languageId }) => languageId === "scminput") ?? assert.fail("no message");
    try {
      control.inputBox.value = "";
      await executeCommand("workbench.view.scm");
      await until("the message has the focus", async () => {
        await executeCommand("workbench.scm.action.focusNextInput");
        await type("A");
        return control.inputBox.value !== "";
      });
      assert.equal(await asking(), "languageOff");
      assert.equal(server.asked.length, 0);
      await turn(true);
      assert.equal(await endOfTyping(api, () => type("tests "), message), "offered");
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
      const right = writeFile("documents/right.ts", `const before = ${newNumber()};\n\n`);
      await executeCommand("vscode.diff", vscode.Uri.parse("shown:/left.ts"), right);
      await until("the diff is there", () => vscode.window.activeTextEditor?.document.uri.fsPath === right.fsPath);
      await moveTo(vscode.window.activeTextEditor ?? assert.fail(), 1, 0);
      await asking(); // The editors of a diff are new: without this, they create the part that asks only once they are idle.
      assert.equal(await typing("const now = "), "offered");
      await executeCommand("workbench.action.revertAndCloseActiveEditor");
      const shown = await show(await vscode.workspace.openTextDocument(vscode.Uri.parse("shown:/left.ts")), 0, 5);
      await type("x");
      await ask();
      // A later request has ended when one for this side would have.
      await openCode("right.ts");
      assert.equal(await asking(), "offered");
      assert.deepEqual(requestsFor("shown:"), []);
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
      const gate = createGate();
      says({ chunks: [answer], after: gate.opened });
      const editor = await openCode(`interrupted-${what.replaceAll(" ", "-")}.ts`);
      const before = editor.document.getText();
      await type("const b = ");
      await server.until(({ running }) => running.length > 0);
      const text = editor.document.getText();
      await interrupt(editor.document.uri);
      gate.open();
      await server.until(({ running }) => running.length === 0);
      says({ chunks: [answer] });
      await openCode("next.ts");
      assert.equal(await typing("const c = "), "offered");
      const { fileName } = editor.document;
      for (const document of vscode.workspace.textDocuments.filter((each) => each.fileName === fileName))
        assert.ok([text, before].includes(document.getText()));
    });
  }

  test("on demand: typing asks for nothing, a command does", async () => {
    await configure({ "hunch.completion.trigger": "onDemand" });
    try {
      await openCode("demand.ts");
      assert.equal(await typing("const b = "), "onDemandOnly");
      assert.equal(server.asked.length, 0);
      assert.equal(await asking(), "offered");
    } finally {
      await unset(["hunch.completion.trigger"]);
    }
  });

  test("what was rejected at a place does not come back there until it is asked for", async () => {
    await openCode("rejected.ts");
    const isShown = watchShown();
    assert.equal(await typing("const b = "), "offered");
    await until("the suggestion can be seen", isShown);
    await executeCommand("hunch.dismiss");
    const end = await endOfTyping(api, async () => {
      await type("x");
      await executeCommand("deleteLeft");
    });
    assert.equal(end, "rejectedHere");
    assert.equal(await asking(), "offered");
  });

  test("snoozed: silent, with the reason", async () => {
    await executeCommand("hunch.snooze", 5);
    try {
      await openCode("snoozed.ts");
      assert.equal(await typing("const b = "), "snoozed");
      assert.equal(await asking(), "offered");
    } finally {
      await executeCommand("hunch.snooze", 0);
    }
    assert.equal(await typing("c"), "offered");
  });

  /** Types a letter, first where nothing speaks against it, then under the condition: only the second is silent. */
  async function expectSilence(reason: string, condition: () => Thenable<unknown>): Promise<void> {
    assert.equal(await typing("x"), "offered", "without the condition it is offered");
    await executeCommand("editor.action.inlineSuggest.hide");
    await condition();
    server.requests.length = 0;
    assert.equal(await typing("x"), reason);
    assert.equal(server.asked.length, 0, "nothing was sent");
  }

  test("several cursors: silent, until there is one again", async () => {
    const editor = await openCode("severalCursors.ts");
    await type("const b = ");
    await expectSilence("severalCursors", () => select(editor, editor.selection, new vscode.Selection(2, 0, 2, 0)));
    await moveTo(editor, 1, "const b = xx".length);
    assert.equal(await typing("y"), "offered");
  });

  test("a selection: silent, also when asked", async () => {
    const editor = await openCode("selected.ts");
    await type("const b = ");
    assert.equal(await asking(), "offered");
    await select(editor, new vscode.Selection(1, 0, 1, 7));
    server.requests.length = 0;
    const requests = watchRequests(api);
    await ask();
    // Whether the editor asks at all is its own choice: the next request has ended when this one would have.
    await moveTo(editor, 1, "const b = ".length);
    const sent = server.asked.length;
    assert.equal(await asking(), "offered");
    const byHand = requests().filter(({ trigger }) => trigger === "explicit");
    for (const { reason } of byHand.slice(0, -1)) assert.equal(reason, "selection");
    assert.equal(sent, 0);
  });

  test("a comment of a language that only an extension of VS Code knows: silent there", async () => {
    await configure({ "hunch.completion.onlyInCode": ["**/*.raku"] });
    try {
      await showNew("documents/speak.raku", `say ${newNumber()};\n\n`, 1, 0);
      // Its configuration is read when its first document is opened.
      let comments = 0;
      await until(
        "Hunch knows its comments",
        async () => (await typing(`# so that ${comments++} `)) === "insideComment",
      );
    } finally {
      await unset(["hunch.completion.onlyInCode"]);
    }
  });

  for (const [where, drawn, reason] of [
    ["a comment", "// so that ", "insideComment"],
    ["a string", 'const text = "so that ', "insideString"],
  ] as const) {
    test(`${where} of a file for code only: silent there, and there alone`, async () => {
      await configure({ "hunch.completion.onlyInCode": ["**/only*.ts"] });
      try {
        await openCode("free.ts");
        assert.equal(await typing(drawn), "offered");
        await openCode("only.ts");
        assert.equal(await typing("const b = "), "offered");
        await executeCommand("editor.action.inlineSuggest.hide");
        await executeCommand("editor.action.insertLineAfter");
        server.requests.length = 0;
        assert.equal(await typing(drawn), reason);
        assert.deepEqual(server.askedAfter("that "), []);
        assert.equal(await asking(), "offered");
      } finally {
        await unset(["hunch.completion.onlyInCode"]);
      }
    });
  }

  test("a language that is off, a setting that is off, and both on again", async () => {
    const turn = (isOn: boolean | undefined) => configure({ "hunch.completion.enabled": isOn }, "typescript");
    await openCode("language.ts");
    await type("const b = ");
    try {
      await expectSilence("languageOff", () => turn(false));
    } finally {
      await turn(undefined);
    }
    assert.equal(await typing("y"), "offered");
  });

  for (const [command, reason, languageId] of [
    ["hunch.toggleFile", "fileOff", undefined],
    ["hunch.toggleEverywhere", "languageOff", undefined],
    ["hunch.toggleLanguage", "languageOff", "typescript"],
  ] as const) {
    test(`${command} turns suggestions off, and on again`, async () => {
      await openCode(`${command}.ts`);
      await type("const b = ");
      try {
        await expectSilence(reason, () => executeCommand(command));
        await executeCommand(command);
        assert.equal(await typing("y"), "offered");
      } finally {
        await configure({ "hunch.completion.enabled": undefined }, languageId);
      }
    });
  }

  test("asked for explicitly there are alternatives, one after the other", async () => {
    const { finished, begun, line, typed, rest } = typeScriptStores;
    for (const [name, text] of Object.entries(finished)) await showNew(`alternatives/${name}`, text);
    const editor = await showNew("alternatives/tickets.ts", begun, line - 1, 0);
    await api.whenLearnt();
    says({ chunks: [answer] });
    await type(typed);
    const accepted = () => editor.document.lineAt(line - 1).text;
    assert.equal(await asking(), "offered");
    await executeCommand("editor.action.inlineSuggest.showNext");
    await executeCommand("editor.action.inlineSuggest.commit");
    assert.ok(accepted().length > typed.length && (typed + rest).startsWith(accepted()), "the engine's is the second");
    await executeCommand("undo");
    await moveTo(editor, line - 1, typed.length);
    assert.equal(await asking(), "offered");
    await executeCommand("editor.action.inlineSuggest.commit");
    assert.equal(accepted(), typed + answer, "the model's is the first");
  });
});
