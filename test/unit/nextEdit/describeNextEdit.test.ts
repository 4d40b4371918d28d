import { expect, test } from "vitest";
import { describeNextEdit } from "../../../src/vscode/nextEdit/describeNextEdit.ts";

const proposal = {
  path: "file:///src/my%20file.ts",
  line: 3,
  oldLines: [""],
  newLines: ["a"],
  confidence: 0.71,
  rules: [],
  learntFrom: [0, 2],
};
const replacement = { startLine: 3, startColumn: 0, endLine: 3, endColumn: 0, text: " two words\n\tend" };

test("a next edit is described in words: where, how sure, from what, and which key does what", () => {
  const words = describeNextEdit({ proposal, replacement, key: "away", version: 1, applicable: 4 }, "Tab");
  expect(words).toEqual({
    inserted: "\u00a0two\u00a0words⏎\u00a0\u00a0\u00a0\u00a0end",
    hint: "Tab: edit my file.ts:4",
    announcement:
      'Next edit in my file.ts, line 4. Tab goes there, Escape dismisses it. "Apply All Remaining Next Edits" previews 4.',
    hover:
      'Hunch proposes this from 2 of your edits (71 % sure). Tab goes there, Escape dismisses it. "Apply All Remaining Next Edits" previews 4.',
  });
});
