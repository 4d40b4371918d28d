import { expect, test } from "vitest";
import type { ShownNextEdit } from "../../../src/app/nextEdit/nextEditPorts.ts";
import { english } from "../../../src/core/types/translate.ts";
import { describeNextEdit } from "../../../src/vscode/nextEdit/describeNextEdit.ts";

const names = { take: "Tab", all: "Alt+Shift+]" };

/** The next edit that replaces one line's `[start, end)` by a text. */
function nextEdit(line: string, [start, end]: readonly [number, number], text: string): ShownNextEdit {
  const newLines = (line.slice(0, start) + text + line.slice(end)).split("\n");
  return {
    proposal: {
      path: "file:///src/my%20file.ts",
      line: 3,
      oldLines: [line],
      newLines,
      confidence: 0.71,
      rules: [],
    },
    replacement: { startLine: 3, startColumn: start, endLine: 3, endColumn: end, text },
    model: undefined,
    key: "away",
    version: 1,
    examples: [
      { path: "file:///a.ts", line: 0, oldLines: ["a"], newLines: ["b"] },
      { path: "file:///a.ts", line: 1, oldLines: ["a"], newLines: ["b"] },
    ],
    isProblem: false,
    rename: undefined,
    applicable: undefined,
  };
}

test("a next edit is described in words: what, where, how confident, from what, and which key does what", () => {
  const words = describeNextEdit({ ...nextEdit("f(sum)", [2, 5], "a b"), applicable: 4 }, names, "down", english);
  expect(words).toEqual({
    inserted: "a\u00a0b",
    box: undefined,
    place: "line 4",
    hint: "Tab ↓ edit line 4",
    all: "Alt+Shift+]: apply all 4…",
    announcement:
      "Next edit in my file.ts, line 4: replaces sum with a b. Tab goes there, Escape dismisses it. Alt+Shift+] previews all 4 remaining edits like it.",
    hover:
      "Hunch proposes this from 2 of your edits, with a confidence of 71 %. Tab goes there, Escape dismisses it. Alt+Shift+] previews all 4 remaining edits like it.",
  });
});

test("several new lines are a box without their shared indentation", () => {
  const words = describeNextEdit(nextEdit("  a();", [6, 6], "\n\tb();\n    c();"), names, "otherFile", english);
  expect(words.inserted).toBe("");
  expect(words.box).toEqual(["a();", "  b();", "  c();"]);
  expect(words.hint).toBe("Tab → edit my file.ts:4");
  expect(words.all).toBeUndefined();
});

test("a long box ends with the number of lines that it leaves out", () => {
  const lastLine = (lines: number) =>
    describeNextEdit(nextEdit("a", [1, 1], "\nb".repeat(lines - 1)), names, "down", english).box?.at(-1);
  expect([20, 21, 22].map(lastLine)).toEqual(["b", "… 1 more line", "… 2 more lines"]);
});

test("a rename by the language server is offered in the place of a preview", () => {
  const rename = { path: "file:///a.ts", version: 1, from: "sum", to: "total", line: 0, start: 4, end: 9 };
  const words = describeNextEdit(
    { ...nextEdit("f(sum)", [2, 5], "total"), applicable: 4, rename },
    names,
    "down",
    english,
  );
  expect(words.all).toBe("Alt+Shift+]: rename all");
  expect(words.announcement).toContain("Alt+Shift+] lets the language server rename sum to total everywhere.");
});

test("an insertion and a deletion are named as such", () => {
  const at = (text: string, span: readonly [number, number]) =>
    describeNextEdit({ ...nextEdit("f(sum)", span, text), key: "here" }, names, "up", english).announcement;
  expect(at(", b", [5, 5])).toBe("Next edit in my file.ts, line 4: inserts , b. Tab applies it, Escape dismisses it.");
  expect(at("", [2, 5])).toBe("Next edit in my file.ts, line 4: deletes sum. Tab applies it, Escape dismisses it.");
});

test("a model's edit is said to be one, without a confidence", () => {
  const shown = nextEdit("f(sum)", [2, 5], "total");
  const proposal = { ...shown.proposal, confidence: undefined };
  const { hover } = describeNextEdit({ ...shown, proposal, model: "zeta at localhost" }, names, "down", english);
  expect(hover).toMatch(/^zeta at localhost proposes this after your last edits\. /);
});
