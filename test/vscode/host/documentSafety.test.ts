import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { ask, configure, showNew, unset } from "../../support/host/editing.ts";
import { hasEye, lookAtEditor } from "../../support/host/eye.ts";
import { type Acceptance, faultOf } from "../../support/host/faultOf.ts";
import { reportFigure } from "../../support/host/mochaEntry.ts";
import { ModelServer, type SeenRequest } from "../../support/modelServer.ts";
import { hashOf, randomFrom } from "../../support/random.ts";

/** `SAFETY_SEED=7 SAFETY_ROUNDS=2000 HUNCH_TEST_GREP="document safety" npm run test:vscode -- --kind host` goes further. */
const seed = Number(process.env["SAFETY_SEED"] ?? 20_261_123);
/** Fewer in the floor's VS Code, which draws alike. */
const usualRounds = vscode.version.startsWith("1.103.") ? 30 : 60;
const rounds = Number(process.env["SAFETY_ROUNDS"] ?? usualRounds);
const tabSize = 4;

const pieces = [
  "foo", "bar(", ")", "(", "[1, 2]", "{", "}", "\n", "\n  ", "\n\n", "\n\t", '"', "'", "`", "${", "// x", "/*", "*/", " ", "\t", ";", ",",
  "=>", "return", "if (a) {\n  b();\n}", "def f(a):\n    return a", "é", "e\u0301", "🙂", "你好", "שלום", "<div>", "</div>",
  "<|fim_middle|>", "\r\n", "\0", "```",
] as const; // biome-ignore format: a list

const typed = ["a", "(", ")", ";", " ", '"', "{", "}", "\n", "é", "x", ":", "[", "🙂", "foo ", "\t"] as const;

/** Gestures between two acceptances. */
const gestures: readonly (readonly [command: string, argument?: (random: Random) => unknown])[] = [
  ["type", (random) => ({ text: random.pick(typed) })],
  ["type", (random) => ({ text: random.pick(typed) })],
  ["type", (random) => ({ text: random.pick(typed) })],
  ["undo"],
  ["redo"],
  ["deleteLeft"],
  ["deleteRight"],
  ["cursorMove", (random) => ({ to: random.pick(["up", "down", "left", "right"]), value: 1 + random.below(6) })],
  ["cursorMove", (random) => ({ to: random.pick(["wrappedLineEnd", "wrappedLineStart"]) })],
  ["workbench.action.focusFirstEditorGroup"],
  ["workbench.action.focusSecondEditorGroup"],
  ["editor.action.inlineSuggest.hide"],
  ["hunch.dismiss"],
];

/** Where the editor shifts ghost text. */
const intoIndentation: [command: string, ...values: readonly unknown[]][] = [
  ["cursorMove", { to: "wrappedLineFirstNonWhitespaceCharacter" }],
  ["cursorMove", { to: "left" }],
];

const acceptCommands = { whole: "commit", word: "acceptNextWord", line: "acceptNextLine" } as const;

type Random = ReturnType<typeof randomFrom>;

function gesture(random: Random): [command: string, ...values: readonly unknown[]] {
  const [command, argument] = random.pick(gestures);
  return argument ? [command, argument(random)] : [command];
}

/** An answer that depends on the place alone, so that a seed always makes the same run. */
function nonsense({ body }: SeenRequest): string {
  const [prefix, suffix] = [String(body["prompt"]), String(body["suffix"])];
  const random = randomFrom(hashOf(`${seed}${prefix}${suffix}`));
  const made = Array.from({ length: 1 + random.below(8) }, () => random.pick(pieces)).join("");
  const echo = random.pick(["", "", suffix.slice(0, random.below(12)), prefix.slice(-random.below(12))]);
  return random.pick([made, made + echo, echo + made]);
}

const settings: Readonly<Record<string, unknown>> = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "nonsense",
  "hunch.completion.inComments": true,
  "hunch.completion.inStrings": true,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.suggestOnTriggerCharacters": false,
  "editor.parameterHints.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.minimap.enabled": false,
  "editor.folding": false,
  "editor.renderWhitespace": "none",
  "editor.renderControlCharacters": false,
  "editor.bracketPairColorization.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.detectIndentation": false,
  "editor.trimAutoWhitespace": false, // With the next edit, whichever it is, the editor takes away indentation of its own that was left empty.
  "editor.tabSize": tabSize,
  // What fits into the window stays in it: the lines are read where they are drawn.
  "editor.scrollBeyondLastLine": false,
};

suite("document safety", () => {
  let server: ModelServer;
  let answerOf = nonsense;

  suiteSetup(async () => {
    server = await ModelServer.start({ answer: (request) => ({ chunks: [answerOf(request)] }) });
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  /** What only exact places show: a random run rarely meets them, and judges only what is drawn. */
  const exactly = [
    ["what the answer says again is replaced", "foo(▮)", "a) + b", "foo(a) + b"],
    ["what the answer leaves alone stays", "foo(▮, 2);", "1", "foo(1, 2);"],
    ["what closes the line is not doubled", "const a = [▮];", "1, 2];", "const a = [1, 2];"],
    ["nothing is offered inside a line's indentation", "{\n  ▮  return a;\n}", "foo();\n", "{\n    return a;\n}"],
    ["something is offered behind a line's indentation", "{\n    ▮return a;\n}", "foo(),", "{\n    foo(),return a;\n}"],
  ] as const; // biome-ignore format: a table
  for (const [number, [name, drawn, answer, expected]] of exactly.entries()) {
    test(`${name}: ${JSON.stringify(drawn)}`, async () => {
      answerOf = () => answer;
      const [before = "", after = ""] = drawn.split("▮");
      // A file of its own: VS Code may give a document without a file the text of the one that was just closed.
      const lines = before.split("\n");
      const { document } = await showNew(
        `exact${number}.ts`,
        before + after,
        lines.length - 1,
        lines.at(-1)?.length ?? 0,
      );
      await ask();
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      assert.equal(document.getText(), expected);
    });
  }

  const documents = [
    ["safety.ts", "\n", ["function f(a) {", "  return g(a);", "}", "", "const s = `x`;", ""]],
    ["safety.py", "\r\n", ["def f(a):", "\treturn g(a)", "", "if f(1):", '    s = "x"', ""]],
  ] as const;
  for (const [name, lineEnd, lines] of documents) {
    (hasEye ? test : test.skip)(
      `accepting does what was shown and nothing else, whatever a model answers (${name})`,
      async function () {
        answerOf = nonsense;
        this.timeout(60_000 + rounds * 2_000);
        const start = lines.join(lineEnd);
        const document = await openTwice(name, start);
        const random = randomFrom(hashOf(`${seed}${name}`));
        const counts = { gestures: 0, whole: 0, inPart: 0, nothing: 0, undone: 0 };
        for (let round = 0; round < rounds; round++) {
          const here = `seed ${seed}, round ${round}`;
          const said = Array.from({ length: 1 + random.below(20) }, () => gesture(random));
          if (random.below(6) === 0) said.push(...intoIndentation);
          // Sent one behind the other, as keys pressed quickly are: nobody waits for the answer to one before the next.
          await Promise.all(said.map((each) => vscode.commands.executeCommand(...each)));
          counts.gestures += said.length;
          if (document.lineCount > 16 || document.getText().length > 900) await replaceAll(document, start);
          const kind = random.pick(["whole", "whole", "word", "line"] as const);
          const acceptance = await acceptShown(document, kind);
          const { before, after } = acceptance;
          assert.equal(
            faultOf(acceptance, tabSize),
            undefined,
            `${here}: ${JSON.stringify({ kind, ...acceptance, said }, undefined, 1)}`,
          );
          assert.ok(lineEnd === "\n" || !/(?<!\r)\n/.test(after), `${here}: a line feed without its carriage return`);
          counts[after === before ? "nothing" : acceptance.inPart ? "inPart" : "whole"]++;
          if (after === before || random.below(3) > 0) continue;
          await vscode.commands.executeCommand("undo");
          assert.equal(document.getText(), before, `${here}: undo does not give back what was there`);
          counts.undone++;
        }
        const { gestures: made, whole, inPart, nothing, undone } = counts;
        reportFigure(
          `document safety (${name}): seed ${seed}, ${made} random gestures, ${whole} suggestions accepted whole and ${inPart} in part, ` +
            `${undone} of them undone, ${nothing} times nothing to accept; no other change to the document`,
        );
        assert.ok(
          nothing < rounds / 2 && Math.min(whole, inPart) > rounds / 10,
          `too little was accepted: ${JSON.stringify(counts)}`,
        );
      },
    ).retries(0); // A document damaged once is damaged.
  }
});

/** Asks for a suggestion, looks at it, and accepts what is there. */
async function acceptShown(document: vscode.TextDocument, kind: keyof typeof acceptCommands): Promise<Acceptance> {
  // What was asked for by hand has arrived when the command answers.
  await ask();
  const before = document.getText();
  const shown = await lookAtEditor();
  await vscode.commands.executeCommand(`editor.action.inlineSuggest.${acceptCommands[kind]}`);
  return { before, shown, after: document.getText(), inPart: kind !== "whole" };
}

/** Opens a new file in two editors, side by side. */
async function openTwice(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder !== undefined);
  await writeFile(join(folder, name), text);
  const document = await vscode.workspace.openTextDocument(join(folder, name));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two, preview: false });
  return document;
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}
