import { expect, test } from "vitest";
import type { NextEditRecord } from "../../../src/app/nextEdit/nextEditOutcomes.ts";
import { english } from "../../../src/core/types/translate.ts";
import { inspectorNextEdits } from "../../../src/vscode/journal/inspectorNextEdits.ts";

const example = { path: "file:///a%20b.ts", line: 3, oldLines: ["f(a)"], newLines: ["f(a, b)"] };

function record(line: number, changes: Partial<NextEditRecord["shown"]> = {}): NextEditRecord {
  return {
    id: 7,
    at: 5,
    outcome: "rejected",
    shown: {
      proposal: { ...example, line, confidence: 0.7, rules: [] },
      replacement: { startLine: line, startColumn: 3, endLine: line, endColumn: 3, text: ", b" },
      model: undefined,
      key: "away",
      version: 1,
      examples: [example],
      isProblem: false,
      rename: undefined,
      applicable: undefined,
      ...changes,
    },
  };
}

test("a next edit is shown with its outcome, the edits it was learnt from and why it was proposed there", () => {
  const [edit] = inspectorNextEdits([record(5)], english);
  expect(edit).toEqual({
    id: 7,
    at: 5,
    outcome: "Dismissed",
    reason: "You made this change once, and the text that you changed is also here, 2 lines below the last time.",
    confidence: 0.7,
    uri: "file:///a%20b.ts",
    path: "/a b.ts",
    line: 5,
    oldLines: ["f(a)"],
    newLines: ["f(a, b)"],
    examples: [{ uri: "file:///a%20b.ts", path: "/a b.ts", line: 3, oldLines: ["f(a)"], newLines: ["f(a, b)"] }],
  });
});

test("places in other files and errors are named", () => {
  const elsewhere = { ...example, path: "file:///c.ts" };
  const reasonOf = (changes: Partial<NextEditRecord["shown"]>) =>
    inspectorNextEdits([record(2, changes)], english)[0]?.reason;
  expect(reasonOf({ examples: [example, elsewhere] })).toBe(
    "You made this change 2 times, and the text that you changed is also here, in another recent file.",
  );
  expect(reasonOf({ isProblem: true })).toBe(
    "You made this change once, and the text that you changed is also here, 1 line above the last time. The old name was reported as an error there.",
  );
});

test("a model's edit names the model and the edits that were sent", () => {
  const [edit] = inspectorNextEdits([record(5, { model: "zeta at localhost" })], english);
  expect(edit).toMatchObject({ model: "zeta at localhost", examples: [{ newLines: ["f(a, b)"] }] });
  expect(edit?.reason).toBe("The rules proposed nothing, so zeta at localhost was asked. It was sent these edits.");
});
