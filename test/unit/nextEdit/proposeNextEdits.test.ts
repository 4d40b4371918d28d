import { expect, test } from "vitest";
import { createNextEditModel } from "../../../src/core/nextEdit/confidence.ts";
import { nextEditModel } from "../../../src/core/nextEdit/generated/nextEditModel.ts";
import { IndexedFile } from "../../../src/core/nextEdit/indexedFile.ts";
import type { Refusal } from "../../../src/core/nextEdit/moment.ts";
import { proposeNextEdits } from "../../../src/core/nextEdit/proposeNextEdits.ts";

const model = createNextEditModel(nextEditModel);
const code = ["print(sum);", "", "const total = 1;", "", "print(sum);", "", "print(sum);"];

/** Proposals of the shipped model after `sum` was renamed to `total` in line 2. */
function proposals(refused: readonly Refusal[] = []) {
  const made = [{ path: "a.ts", line: 2, oldLines: ["const sum = 1;"], newLines: ["const total = 1;"] }];
  return proposeNextEdits({ files: [new IndexedFile("a.ts", code)], made, cursorLine: 2, refused }, model);
}

test("the nearest place below comes first among equally likely ones", () => {
  const [first] = proposals();
  expect(first).toMatchObject({ line: 4, oldLines: ["print(sum);"], newLines: ["print(total);"], learntFrom: [0] });
});

test("a confidence is a probability", () => {
  for (const { confidence } of proposals()) {
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(1);
  }
});

test("a refusal is not proposed again, and lowers its rule elsewhere", () => {
  const [before] = proposals();
  const refusal = { path: "b.ts", oldLines: ["other(sum);"], newLines: ["other(total);"], rules: before?.rules ?? [] };
  const [after] = proposals([refusal]);
  expect(after?.confidence).toBeLessThan(before?.confidence ?? 0);
  const same = { path: "a.ts", oldLines: ["print(sum);"], newLines: ["print(total);"], rules: before?.rules ?? [] };
  expect(proposals([same])).toEqual([]);
});
