import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { DrawnNextEdit, HunchApi } from "../../../src/vscode/hunchApi.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import { configure, moveTo, newNumber, select, show, showNew, type, unset, until } from "../../support/host/editing.ts";
import { reportFigure } from "../../support/host/mochaEntry.ts";
import { ModelServer, type SeenRequest } from "../../support/modelServer.ts";
import { hashOf, randomFrom } from "../../support/random.ts";
import { lastMessageOf, rewriteAtRandom, rewriteRegion } from "../../support/rewriteRegion.ts";

const { executeCommand } = vscode.commands;
const settings = {
  "hunch.nextEdits": "eager",
  "hunch.completion.trigger": "onDemand",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};

const modelSettings = ["hunch.model.protocol", "hunch.model.baseUrl", "hunch.model.nextEdits"];

suite("next edits", () => {
  let api: HunchApi;

  suiteSetup(async () => {
    api = await activateHunch();
    await configure(settings);
  });

  suiteTeardown(() => unset(Object.keys(settings)));

  teardown(async () => {
    await unset(modelSettings);
    await configure(settings);
    const isOwn = ({ uri, isDirty }: vscode.TextDocument) => isDirty && uri.path.includes("/nextEdits/");
    for (const document of vscode.workspace.textDocuments.filter(isOwn)) {
      await show(document);
      await executeCommand("workbench.action.files.revert");
      await until("the file is as it was", () => !document.isDirty);
    }
    await executeCommand("workbench.action.closeAllEditors");
  });

  /** Renames a declaration by typing over it, and waits until the first use is proposed. */
  async function rename(ends: string): Promise<{ editor: vscode.TextEditor; textAfter: (uses: number) => string }> {
    const old = `sum${newNumber()}`;
    const now = `total${newNumber()}`;
    const text = (declared: string, first: string, second: string) =>
      [`let ${declared} = 1;`, "", `print(${first});`, "", `print(${second});`, ""].join(ends);
    const editor = await showNew(`nextEdits/${old}.ts`, text(old, old, old));
    await select(editor, new vscode.Selection(0, 4, 0, 4 + old.length));
    await type(now);
    await until(
      "a next edit is drawn",
      () => api.nextEdit() !== undefined,
      () => editor.document.getText(),
    );
    return { editor, textAfter: (uses) => text(now, uses > 0 ? now : old, uses > 1 ? now : old) };
  }

  for (const [name, ends] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ] as const)
    test(`the uses of a renamed name are visited and renamed, each as one undo step (${name})`, async () => {
      const { editor, textAfter } = await rename(ends);
      assert.equal(api.nextEdit()?.line, 2);
      await executeCommand("hunch.takeNextEdit");
      await until("the cursor is at the edit", () => api.nextEdit()?.key === "here");
      assert.equal(editor.document.getText(), textAfter(0));
      await executeCommand("hunch.takeNextEdit");
      assert.equal(editor.document.getText(), textAfter(1));
      await until("the next use is proposed", () => api.nextEdit()?.line === 4);
      await executeCommand("undo");
      assert.equal(editor.document.getText(), textAfter(0));
    });

  test("a name that is reported as an error is proposed at quiet, and the language server renames it everywhere", async () => {
    const old = `old${newNumber()}`;
    const now = `new${newNumber()}`;
    const text = (name: string) => `let ${old} = 1;\nuse(${old});\nuse(${old});\n`.replaceAll(old, name);
    const editor = await showNew(`nextEdits/server${old}.ts`, text(old));
    const { document } = editor;
    const places = (name: string) =>
      [...document.getText().matchAll(new RegExp(name, "g"))].map(
        ({ index }) => new vscode.Range(document.positionAt(index), document.positionAt(index + name.length)),
      );
    const errors = vscode.languages.createDiagnosticCollection("next edits");
    const server = vscode.languages.registerRenameProvider(
      { pattern: `**/server${old}.ts` },
      {
        prepareRename: (_, position) => document.getWordRangeAtPosition(position),
        provideRenameEdits: (_, position, name) => {
          const edit = new vscode.WorkspaceEdit();
          const declared = document.getText(document.getWordRangeAtPosition(position));
          for (const place of places(declared)) edit.replace(document.uri, place, name);
          return edit;
        },
      },
    );
    await configure({ "hunch.nextEdits": "quiet" });
    try {
      await select(editor, new vscode.Selection(0, 4, 0, 4 + old.length));
      await type(now);
      await until("next edits are settled", api.areNextEditsSettled);
      assert.equal(api.nextEdit(), undefined);
      errors.set(
        document.uri,
        places(old).map((place) => new vscode.Diagnostic(place, `Cannot find name '${old}'.`)),
      );
      await until("the rename is offered", () => api.nextEdit()?.canRename === true);
      assert.equal(api.nextEdit()?.line, 1);
      await executeCommand("hunch.applyAllNextEdits");
      assert.equal(document.getText(), text(now));
    } finally {
      await configure({ "hunch.nextEdits": "eager" });
      server.dispose();
      errors.dispose();
    }
  });

  test("Escape dismisses the edit, and the text stays as it is", async () => {
    const { editor, textAfter } = await rename("\n");
    await executeCommand("hunch.dismissNextEdit");
    await until("nothing is drawn", () => api.nextEdit() === undefined);
    assert.equal(editor.document.getText(), textAfter(0));
  });

  test("an edit that nobody refused comes back: after a program's change, another language, and next edits turned off", async () => {
    const { editor } = await rename("\n");
    const { document } = editor;
    const comesBack = (after: string) =>
      until(
        `the edit is drawn after ${after}`,
        () => api.nextEdit()?.line === 2,
        () => JSON.stringify(api.nextEdit()),
      );
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(3, 0), "// Written by a program.\n");
    await vscode.workspace.applyEdit(change);
    await comesBack("a change by a program");
    await vscode.languages.setTextDocumentLanguage(document, "javascript");
    await comesBack("a change of the language");
    await configure({ "hunch.nextEdits": "off" });
    await until("nothing is drawn", () => api.nextEdit() === undefined);
    await configure({ "hunch.nextEdits": "eager" });
    await comesBack("next edits were turned on");
  });

  test("Tab indents while no next edit is drawn", async () => {
    const editor = await showNew(`nextEdits/plain${newNumber()}.ts`, "a();\n");
    await moveTo(editor, 0, 0);
    await executeCommand("hunch.takeNextEdit", "tab");
    assert.match(editor.document.getText(), /^\s+a\(\);\n$/);
  });

  for (const [name, ends, isByModel] of [
    ["LF", "\n", false],
    ["CRLF", "\r\n", false],
    ["CRLF, by a model", "\r\n", true],
  ] as const)
    test(`what is applied is what was drawn, byte for byte, and undo gives back what was there (${name})`, async () => {
      const chunks = (request: SeenRequest) => [rewriteRegion(lastMessageOf(request), rewriteAtRandom)];
      await using server = await ModelServer.start({ answer: (request) => ({ chunks: chunks(request) }) });
      const byModel = {
        "hunch.nextEdits": "quiet", // The rules answer first.
        "hunch.model.protocol": "openai-chat",
        "hunch.model.baseUrl": server.url,
        "hunch.model.nextEdits": true,
      };
      if (isByModel) await configure(byModel);
      const ownRounds = isByModel ? Math.ceil(rounds / 2) : rounds; // It speaks more often than the rules.
      const random = randomFrom(hashOf(`${seed}${name}`));
      const start = Array.from({ length: 12 }, (_, at) => `  call${at % 2}(sum, "é🙂", sum);`).join(ends) + ends;
      const editor = await showNew(`nextEdits/fuzz${newNumber()}.ts`, start);
      const { document } = editor;
      const counts = { applied: 0, gone: 0, silent: 0 };
      for (let round = 0; round < ownRounds; round++) {
        await makeRandomEdit(editor, random);
        await until("next edits are settled", api.areNextEditsSettled);
        for (let taken = 0; taken < 3; taken++) {
          const drawn = api.nextEdit();
          const before = document.getText();
          const wanted = drawn?.key === "here" ? textAfter(document, drawn.replacement) : before;
          // Without an argument, the key does nothing where nothing is drawn.
          await executeCommand("hunch.takeNextEdit");
          assert.equal(document.getText(), wanted, `seed ${seed}, round ${round}: ${JSON.stringify(drawn)}`);
          await until("next edits are settled", api.areNextEditsSettled);
          counts[drawn === undefined ? "silent" : drawn.key === "here" ? "applied" : "gone"]++;
          if (drawn === undefined) break;
          if (drawn.key === "away" || random.below(3) > 0) continue;
          await executeCommand("undo");
          assert.equal(document.getText(), before, `seed ${seed}, round ${round}: undo`);
        }
        assert.ok(ends === "\n" || !/(?<!\r)\n/.test(document.getText()), "a line feed without its carriage return");
      }
      reportFigure(`next edits, document safety (${name}): seed ${seed}, ${JSON.stringify(counts)}`);
      assert.ok(Math.min(counts.applied, counts.gone) > 0, JSON.stringify(counts));
      assert.equal(server.asked.length > 0, isByModel);
    })
      .timeout(600_000)
      .retries(0); // A document damaged once is damaged.
});

type Random = ReturnType<typeof randomFrom>;

/** `SAFETY_SEED=7 SAFETY_ROUNDS=500 HUNCH_TEST_GREP="next edits" npm run test:vscode -- --kind host` goes further. */
const seed = Number(process.env["SAFETY_SEED"] ?? 20_261_126);
const rounds = Number(process.env["SAFETY_ROUNDS"] ?? (vscode.version.startsWith("1.103.") ? 10 : 25));

/** Types over a word, adds or deletes a line, or undoes, as a user does. */
async function makeRandomEdit(editor: vscode.TextEditor, random: Random): Promise<void> {
  const line = random.below(editor.document.lineCount - 1);
  const text = editor.document.lineAt(line).text;
  const words = [...text.matchAll(/[a-z]+\d?|"[^"]*"/g)];
  const word = words[random.below(Math.max(1, words.length))];
  const kind = random.below(8);
  if (kind === 0) await executeCommand("undo");
  else if (kind === 1) {
    await moveTo(editor, line, text.length);
    await executeCommand("type", { text: random.pick(["\nadded(sum);", " // x", ";"]) });
  } else if (kind === 2 && editor.document.lineCount > 8) {
    await moveTo(editor, line, text.length);
    await executeCommand("editor.action.deleteLines");
  } else if (word) {
    await select(editor, new vscode.Selection(line, word.index, line, word.index + word[0].length));
    await type(random.pick(["total", "sum", "x, 1", "🙂", "name"]));
  }
}

/** The text of a document after a replacement, made without the editor. */
function textAfter(document: vscode.TextDocument, replacement: DrawnNextEdit["replacement"]): string {
  const { startLine, startColumn, endLine, endColumn, text } = replacement;
  const whole = document.getText();
  const from = document.offsetAt(new vscode.Position(startLine, startColumn));
  const to = document.offsetAt(new vscode.Position(endLine, endColumn));
  const ends = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  return whole.slice(0, from) + text.replaceAll("\n", ends) + whole.slice(to);
}
