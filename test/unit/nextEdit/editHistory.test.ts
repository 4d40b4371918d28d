import fc from "fast-check";
import { expect, test } from "vitest";
import { EditHistory } from "../../../src/core/nextEdit/editHistory.ts";

/** A file whose changes a history follows. */
class EditedFile {
  readonly history = new EditHistory();
  readonly path: string;
  lines: readonly string[];

  constructor(lines: readonly string[], path = "a.ts") {
    this.lines = lines;
    this.path = path;
  }

  change(line: number, count: number, newLines: readonly string[], isByHand = true): this {
    const oldLines = this.lines.slice(line, line + count);
    this.history.record({ path: this.path, line, oldLines, newLines, isByHand }, this.lines);
    this.lines = [...this.lines.slice(0, line), ...newLines, ...this.lines.slice(line + count)];
    return this;
  }

  get edits() {
    return this.history.edits.map(({ line, oldLines, newLines }) => ({ line, oldLines, newLines }));
  }
}

test("keystrokes on one line are one edit", () => {
  const file = new EditedFile(["a", "b", "c"]).change(1, 1, ["bx"]).change(1, 1, ["bxy"]);
  expect(file.edits).toEqual([{ line: 1, oldLines: ["b"], newLines: ["bxy"] }]);
  expect(file.history.serial).toBe(1);
});

test("a change elsewhere is an edit of its own, and earlier ones move along", () => {
  const file = new EditedFile(["a", "b", "c", "d", "e"]).change(4, 1, ["E"]).change(0, 0, ["new"]);
  expect(file.edits).toEqual([
    { line: 5, oldLines: ["e"], newLines: ["E"] },
    { line: 0, oldLines: [], newLines: ["new"] },
  ]);
});

test("an edit that is undone is withdrawn", () => {
  const file = new EditedFile(["a", "b", "c"]).change(1, 1, ["x"]).change(1, 1, ["b"]);
  expect(file.edits).toEqual([]);
});

test("a formatter's change is no edit, but follows one that it touches", () => {
  const file = new EditedFile(["a", "b", "c", "d"]).change(0, 1, ["f(x,y)"]);
  file.change(0, 1, ["f(x, y)"], false).change(3, 1, ["  d"], false);
  expect(file.edits).toEqual([{ line: 0, oldLines: ["a"], newLines: ["f(x, y)"] }]);
});

test("a very large change is not kept", () => {
  const file = new EditedFile(["a"]).change(
    0,
    1,
    Array.from({ length: 500 }, (_, at) => `${at}`),
  );
  expect(file.edits).toEqual([]);
});

test("the last sixty edits are kept", () => {
  const file = new EditedFile(Array.from({ length: 300 }, (_, at) => `${at}`));
  for (let line = 0; line < 300; line += 3) file.change(line, 1, ["changed"]);
  expect(file.edits).toHaveLength(60);
  expect(file.edits.at(-1)?.line).toBe(297);
});

const line = fc.constantFrom("a", "b", "c", "");
const change = fc.record({
  at: fc.nat(8),
  count: fc.nat(3),
  newLines: fc.array(line, { maxLength: 3 }),
});

test("edits are where their new lines are, apart from each other, and reverting all by hand gives the first text", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.array(change, { maxLength: 12 }),
      (before, changes) => {
        const file = new EditedFile(before);
        for (const { at, count, newLines } of changes) file.change(Math.min(at, file.lines.length), count, newLines);
        const edits = file.edits.toSorted((a, b) => b.line - a.line);
        const reverted = [...file.lines];
        for (const edit of edits) {
          expect(file.lines.slice(edit.line, edit.line + edit.newLines.length)).toEqual(edit.newLines);
          reverted.splice(edit.line, edit.newLines.length, ...edit.oldLines);
        }
        expect(reverted).toEqual(before);
      },
    ),
  );
});
