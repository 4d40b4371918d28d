import { expect, test } from "vitest";
import { Editor } from "../../support/nextEditEditor.ts";

const code = ["const sum = 1;", "", "print(sum);", "", "log(sum);", "", "end(sum);"];

/** An editor that shows the use of a renamed constant, with another file of the language open beside. */
async function showing(): Promise<Editor> {
  const editor = new Editor().open("b.ts", ["one();", "two();"]).open("a.ts", code);
  await editor.type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ proposal: { path: "a.ts", line: 2 } });
  return editor;
}

test("a tool that changes another document leaves what is shown", async () => {
  const editor = await showing();
  editor.tool(0, "zero();", "b.ts");
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
  await editor.take();
  await editor.take();
  expect(editor.linesOf("a.ts")[2]).toBe("print(total);");
});

test("so does one that changes a document which was closed in the meantime, or is read again", async () => {
  const editor = await showing();
  editor.close("b.ts", []).tool(0, "zero();", "b.ts");
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test.each<[string, (editor: Editor) => unknown, number]>([
  ["a tool changes its document", (editor) => editor.tool(4, "record(sum);"), 2],
  ["a tool moves it", (editor) => editor.tool(1, "\n"), 3],
  ["it can't be applied", (editor) => takeWithoutEffect(editor), 2],
  ["a preview of all edits is not confirmed", (editor) => previewWithoutEffect(editor), 2],
])("what is shown is found again after the pause when %s", async (_, hide, line) => {
  const editor = await showing();
  await hide(editor);
  expect(editor.nextEdits.drawn).toBeUndefined();
  await editor.rest();
  expect(editor.nextEdits.drawn).toMatchObject({ proposal: { path: "a.ts", line, newLines: ["print(total);"] } });
});

async function takeWithoutEffect(editor: Editor): Promise<void> {
  editor.move(2);
  editor.applies = false;
  await editor.take();
}

async function previewWithoutEffect(editor: Editor): Promise<void> {
  editor.confirms = false;
  await editor.nextEdits.applyAll();
}

test("what is shown is found again where the user comes back from an editor that is not followed", async () => {
  const editor = await showing();
  editor.nextEdits.left();
  expect(editor.shown).toBeUndefined();
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  await editor.move(0).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("what is shown is found again after the language of its document changed", async () => {
  const editor = await showing();
  const lines = editor.linesOf("a.ts");
  editor.close("a.ts", lines);
  await editor.move(0).rest();
  expect(editor.shown).toBeUndefined();
  await editor.open("a.ts", lines).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("what next edits turned off have hidden is found again when they are on", async () => {
  const editor = await showing();
  editor.off = ["a.ts"];
  editor.nextEdits.settingsChanged();
  await editor.move(0).rest();
  expect(editor.shown).toBeUndefined();
  editor.off = [];
  editor.nextEdits.settingsChanged();
  await editor.move(0).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("the next place follows when the file of what is shown is deleted", async () => {
  const editor = new Editor().open("c.ts", ["use(sum);"]).open("b.ts", ["use(sum);"]).open("a.ts", ["const sum = 1;"]);
  await editor.type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ proposal: { path: "b.ts" } });
  editor.nextEdits.forget("b.ts");
  await editor.rest();
  expect(editor.shown).toMatchObject({ proposal: { path: "c.ts" } });
});

test("after a language server that could not rename, Tab goes to each place, as the notice says", async () => {
  const editor = new Editor();
  editor.problems = ["a.ts:2 sum"];
  editor.canRename = true;
  await editor.open("a.ts", code).type(0, "const total = 1;").rest();
  expect(editor.shown?.rename).toBeDefined();
  editor.canRename = false;
  editor.onRename = () => editor.tool(0, "const sum = 1;").tool(0, "const total = 1;");
  await editor.nextEdits.applyAll();
  expect(editor.explained).toEqual([expect.stringContaining("Use Tab for each place instead.")]);
  await editor.rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});
