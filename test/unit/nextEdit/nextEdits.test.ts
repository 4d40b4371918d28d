import fc from "fast-check";
import { expect, test } from "vitest";
import { ModelEdits } from "../../../src/app/nextEdit/modelEdits.ts";
import type { EditModel } from "../../../src/core/nextEdit/model/askForEdit.ts";
import { Editor } from "../../support/nextEditEditor.ts";
import { rewriteAtRandom, rewriteRegion } from "../../support/rewriteRegion.ts";

/** The text of a document after what Tab does there, judged by what is drawn. */
function textAfterTab(editor: Editor, path: string): string {
  const { drawn } = editor.nextEdits;
  const lines = editor.linesOf(path);
  if (drawn?.key !== "here" || drawn.proposal.path !== path) return lines.join("\n");
  const { line, oldLines, newLines } = drawn.proposal;
  return lines.toSpliced(line, oldLines.length, ...newLines).join("\n");
}

const code = ["const sum = 1;", "", "print(sum);", "", "log(sum);", "", "end(sum);"];
const renamed = ["const total = 1;", "", "print(total);", "", "log(sum);", "", "end(sum);"];

async function renaming(editor = new Editor()): Promise<Editor> {
  return await editor.open("a.ts", code).type(0, "const total = 1;").rest();
}

test("after a rename the next use is shown, Tab goes there, Tab again applies it, and the next one follows", async () => {
  const editor = await renaming();
  expect(editor.shown).toMatchObject({ key: "away", proposal: { line: 2, newLines: ["print(total);"] } });
  await editor.take();
  expect(editor.shown).toMatchObject({ key: "here" });
  expect(editor.linesOf("a.ts")).toEqual(["const total = 1;", ...code.slice(1)]);
  await editor.take();
  expect(editor.linesOf("a.ts")).toEqual(renamed);
  expect(editor.shown).toMatchObject({ key: "away", proposal: { line: 4 } });
});

test("the key is armed before anything is drawn, and disarmed after it is erased", async () => {
  const editor = new Editor();
  editor.holdKeys = true;
  editor.open("a.ts", code).type(0, "const total = 1;");
  const resting = editor.rest();
  expect(editor.keys).toEqual(["away"]);
  expect(editor.drawn).toEqual([]);
  await resting;
  expect(editor.shown).toBeDefined();
  editor.type(0, "const total = 12;");
  expect(editor.shown).toBeUndefined();
  expect(editor.keys).toEqual(["away", "none"]);
});

test("Tab indents while the key is armed and nothing is drawn", async () => {
  const editor = new Editor();
  editor.holdKeys = true;
  editor.open("a.ts", code).type(0, "const total = 1;");
  const resting = editor.rest();
  await editor.nextEdits.take();
  expect(editor.indents).toBe(1);
  expect(editor.linesOf("a.ts")[2]).toBe("print(sum);");
  await resting;
});

test("Escape silences the rule until something new is learnt of it", async () => {
  const editor = await renaming();
  editor.nextEdits.dismiss();
  expect(editor.shown).toBeUndefined();
  await editor.type(0, "const total = 2;").rest();
  expect(editor.shown).toBeUndefined();
  await editor.type(6, "end(total);").rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
});

test("nothing is shown where Tab indents: in white space at the start of a line", async () => {
  const editor = new Editor().open("a.ts", ["  const sum = 1;", "  print(sum);", ""]).type(0, "  const total = 1;");
  editor.move(0, 2);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  editor.move(2, 0);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  editor.move(0, 9);
  await editor.rest();
  expect(editor.shown).toBeDefined();
});

test("nothing is shown while something is selected, and the edit comes back afterwards as the same offer", async () => {
  const editor = await renaming();
  editor.letTimePass();
  expect(editor.select(0).shown).toBeUndefined();
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  await editor.move(0).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
  editor.nextEdits.dismiss();
  expect(editor.events.map(({ suggestion }) => suggestion)).toEqual([1, 1, 1, 1]);
});

test("a second Tab while the first is at work does nothing, and one while the key changes applies what is drawn", async () => {
  const editor = await renaming();
  editor.holdKeys = true;
  const going = editor.nextEdits.take();
  await editor.nextEdits.take();
  await going;
  expect([editor.indents, editor.front]).toEqual([0, "a.ts"]);
  await editor.nextEdits.take();
  expect(editor.linesOf("a.ts")[2]).toBe("print(total);");
  expect(editor.indents).toBe(0);
});

test("nothing is shown where next edits are off, or below the threshold", async () => {
  expect((await renaming(new Editor("off"))).drawn).toEqual([]);
  expect((await renaming(new Editor(0.95))).drawn).toEqual([]);
});

test("an edit that was made before the file was admitted is learnt from afterwards", async () => {
  const editor = new Editor();
  editor.admitsAtOnce = false;
  await editor.open("a.ts", code).type(0, "const total = 1;").rest();
  expect(editor.shown).toBeUndefined();
  editor.nextEdits.admit("a.ts");
  await editor.rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("a file that turns out to be excluded is neither learnt from nor proposed in", async () => {
  const editor = new Editor().open("b.ts", ["use(sum);"]);
  editor.admitsAtOnce = false;
  editor.open("a.ts", code).type(0, "const total = 1;");
  editor.nextEdits.forget("a.ts");
  await editor.rest();
  editor.nextEdits.admit("a.ts");
  editor.open("b.ts").move(0);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  expect(editor.nextEdits.paths).toEqual(["b.ts"]);
});

test("a name that is reported as an error since its declaration was renamed is proposed whatever the confidence", async () => {
  const editor = await renaming(new Editor(0.95));
  expect(editor.shown).toBeUndefined();
  editor.problems = ["a.ts:6 sum", "a.ts:4 sum"];
  editor.nextEdits.problemsChanged(["other.ts"]);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  editor.nextEdits.problemsChanged(["a.ts"]);
  await editor.rest();
  expect(editor.shown).toMatchObject({ isProblem: true, proposal: { line: 4 } });
});

test("where the language server can rename, that is offered, and takes the place of a preview", async () => {
  const editor = new Editor();
  editor.canRename = true;
  editor.problems = ["a.ts:2 sum", "a.ts:4 sum", "a.ts:6 sum"];
  await renaming(editor);
  const declaration = { path: "a.ts", version: 2, from: "sum", to: "total", line: 0, start: 6, end: 11 };
  expect(editor.shown?.rename).toEqual(declaration);
  await editor.nextEdits.applyAll();
  expect(editor.renames).toEqual([declaration]);
  expect(editor.previewed).toEqual([]);
  expect(editor.nextEdits.recent.map(({ outcome }) => outcome)).toEqual(["accepted"]);
});

test("a change by a tool or from the disk is no example", async () => {
  const editor = new Editor().open("a.ts", code).tool(0, "const total = 1;").move(3).move(5);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  await editor.type(0, "const other = 1;", { isDirty: false }).rest();
  expect(editor.shown).toBeUndefined();
});

test("the first edit of a saved file is learnt from, although the editor reports it before the file counts as changed", async () => {
  const editor = new Editor().open("a.ts", code).type(0, "const t = 1;", { isDirty: false });
  editor.nextEdits.edited("a.ts");
  await editor.type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("a file that is read again from disk before the first edit is no example", async () => {
  const editor = new Editor().open("a.ts", code).type(0, "const total = 1;", { isDirty: false });
  editor.type(5, "x", { isDirty: false });
  editor.nextEdits.edited("a.ts");
  await editor.rest();
  expect(editor.shown).toBeUndefined();
});

test("an edit that is undone is withdrawn, and so is what it proposed", async () => {
  const editor = await renaming();
  await editor.type(0, "const sum = 1;", { isUndoOrRedo: true }).rest();
  expect(editor.shown).toBeUndefined();
});

test("a document that changed in the meantime is left alone", async () => {
  const editor = await renaming();
  const { proposal } = editor.shown ?? {};
  expect(proposal?.line).toBe(2);
  editor.move(2);
  editor.nextEdits.forget("a.ts");
  await editor.take();
  expect(editor.linesOf("a.ts")[2]).toBe("print(sum);");
});

test("the remaining edits of a rule are previewed together once it has examples enough", async () => {
  const editor = await renaming();
  expect(editor.shown?.applicable).toBeUndefined();
  await editor.take();
  await editor.take();
  expect(editor.shown?.applicable).toBe(2);
  await editor.nextEdits.applyAll();
  expect(editor.previewed.map(({ replacement }) => replacement.startLine).sort()).toEqual([4, 6]);
  expect(editor.linesOf("a.ts")).toEqual(renamed);
});

test("changes of neighboring lines are one edit, and each of its lines counts as an example", async () => {
  const calls = ["first", "second", "third", "fourth", "fifth"].map((name) => `${name} = connect(host);`);
  const editor = new Editor().open("a.ts", calls);
  editor.type(0, "first = connect(host, port);").type(1, "second = connect(host, port);");
  await editor.rest();
  expect(editor.shown?.proposal.line).toBe(2);
  expect(editor.shown?.applicable).toBe(3);
});

test("another file of the language is proposed when the current one is done", async () => {
  const editor = new Editor().open("b.ts", ["use(sum);"]).open("a.ts", ["const sum = 1;"]);
  await editor.type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ key: "away", proposal: { path: "b.ts", newLines: ["use(total);"] } });
  await editor.take();
  await editor.take();
  expect(editor.linesOf("b.ts")).toEqual(["use(total);"]);
});

test("a file that was closed is read again before an edit in it is applied", async () => {
  const open = () => new Editor().open("b.ts", ["use(sum);"]).open("a.ts", ["const sum = 1;"]);
  const same = await open().close("b.ts", ["use(sum);"]).type(0, "const total = 1;").rest();
  await same.take();
  await same.take();
  expect(same.linesOf("b.ts")).toEqual(["use(total);"]);
  const other = await open().close("b.ts", ["other(sum);"]).type(0, "const total = 1;").rest();
  await other.take();
  await other.take();
  expect(other.linesOf("b.ts")).toEqual(["other(sum);"]);
  expect(other.indents).toBe(1);
});

test("what became of each edit is recorded: applied, undone, dismissed, ignored", async () => {
  const editor = await renaming();
  await editor.take();
  await editor.take();
  const outcomes = () =>
    editor.events.map((event) =>
      event.kind === "shown" ? [event.suggestion, "shown"] : [event.suggestion, event.outcome, event.reason],
    );
  expect(outcomes()).toEqual([
    [1, "shown"],
    [1, "accepted", "acceptedWhole"],
  ]);
  expect(editor.events[1]).toMatchObject({
    source: "nextEdit",
    characters: 5,
    acceptedCharacters: 5,
    languageId: "typescript",
  });
  await editor.type(2, "print(sum);", { isUndoOrRedo: true }).rest();
  expect(outcomes().slice(2)).toEqual([[1, "ignored", "undone"]]);
  editor.nextEdits.dismiss();
  expect(outcomes().slice(3)).toEqual([
    [3, "shown"],
    [3, "rejected", "dismissed"],
  ]);
  expect(editor.nextEdits.recent.map(({ outcome }) => outcome)).toEqual(["rejected", "ignored"]);
});

/** What happens between two keys. "hold" and "release": the window takes its time to arm a key. */
const gesture = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("type" as const), fc.nat(6), fc.constantFrom("sum", "total", "x", "")) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("move" as const), fc.nat(6), fc.constantFrom("end", "start")) },
  ...(["rest", "rest", "rest", "hold", "release", "dismiss", "undo", "tool", "open"] as const).map((name) => ({
    weight: 1,
    arbitrary: fc.tuple(fc.constant(name), fc.nat(6), fc.constant("")),
  })),
);

const randomModel: EditModel = {
  label: "random",
  format: "chat",
  async *stream({ text }) {
    yield rewriteRegion(text, rewriteAtRandom);
  },
};

/** What asks a model in a test, without waiting for time or network. */
function askingModel(model: EditModel | undefined): ModelEdits {
  const throwIt = (error: unknown) => {
    throw error;
  };
  return new ModelEdits({
    model: () => model,
    redact: (text) => ({ text, count: 0 }),
    pathOf: (uri) => uri,
    clock: { after: () => () => undefined, monotonic: () => 0 },
    onEnded: () => undefined,
    onError: throwIt,
  });
}

test.each([
  ["by rules alone", undefined],
  ["with a model", randomModel],
] as const)(
  "Tab indents whenever nothing is drawn, and does what is drawn otherwise (1,000 random sequences, %s)",
  async (_, model) => {
    const counts = { indented: 0, gone: 0, applied: 0, ofModel: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(gesture, { minLength: 3, maxLength: 25 }), async (gestures) => {
        const isOfRules = !model || gestures.length % 4 === 0; // The rules answer first.
        const editor = new Editor(isOfRules ? 0.3 : 1, 0.9, askingModel(model))
          .open("b.ts", ["use(sum);", "sum();"])
          .open("a.ts", code);
        for (const [name, line, argument] of gestures) {
          const path = editor.front;
          const at = Math.min(line, editor.linesOf(path).length - 1);
          if (name === "type") editor.type(at, (editor.linesOf(path)[at] ?? "").replace(/sum|total|x/, argument));
          else if (name === "move") editor.move(at, argument === "start" ? 0 : undefined);
          else if (name === "rest") await editor.rest();
          else if (name === "hold") editor.holdKeys = true;
          else if (name === "undo") editor.type(at, code[at] ?? "", { isUndoOrRedo: true });
          else if (name === "tool") editor.tool(at, `tool(${line});`);
          else if (name === "open") editor.open(path === "a.ts" ? "b.ts" : "a.ts");
          else if (name === "release") {
            editor.holdKeys = false;
            await editor.settle();
          } else editor.nextEdits.dismiss();
          if (line % 2 === 0) continue;
          const { drawn } = editor.nextEdits;
          const [before, wanted] = [editor.textOf("a.ts"), textAfterTab(editor, "a.ts")];
          const otherWanted = textAfterTab(editor, "b.ts");
          const indents = editor.indents;
          await editor.take();
          expect([editor.textOf("a.ts"), editor.textOf("b.ts")]).toEqual([wanted, otherWanted]);
          expect(editor.indents - indents).toBe(drawn ? 0 : 1);
          if (!drawn) counts.indented++;
          else if (drawn.key === "away") counts.gone++;
          else counts.applied++;
          if (drawn?.model !== undefined) counts.ofModel++;
          if (drawn?.key === "away")
            expect([before, editor.front]).toEqual([editor.textOf("a.ts"), drawn.proposal.path]);
        }
      }),
      { numRuns: 1_000 },
    );
    const { ofModel, ...others } = counts;
    expect(Math.min(...Object.values(others))).toBeGreaterThan(10);
    if (model) expect(ofModel).toBeGreaterThan(10);
  },
  120_000,
);
