import { expect, test } from "vitest";
import { findCandidates } from "../../../src/core/nextEdit/findCandidates.ts";
import { IndexedFile } from "../../../src/core/nextEdit/indexedFile.ts";
import type { LineEdit } from "../../../src/core/nextEdit/lineEdit.ts";

/**
 * The changes suggested in a file after edits to it.
 * @param code the text after the edits
 * @param made the old lines of each edit, by the number of its first new line, with the count of its new lines
 */
function suggestions(code: readonly string[], made: readonly (readonly [line: number, old: string, count: number])[]) {
  const path = "a.ts";
  const edits = made.map(
    ([line, old, count]): LineEdit => ({
      path,
      line,
      oldLines: old === "" ? [] : old.split("\n"),
      newLines: code.slice(line, line + count),
    }),
  );
  const cursorLine = edits.at(-1)?.line ?? 0;
  const files = [new IndexedFile(path, code)];
  return findCandidates({ files, made: edits, cursorLine, refused: [] }).map(({ line, oldCount, newLines }) => ({
    line,
    oldCount,
    newLines,
  }));
}

test("a renamed name is renamed where it is left", () => {
  const found = suggestions(["const total = 1;", "print(sum);", "print(summary);"], [[0, "const sum = 1;", 1]]);
  expect(found).toContainEqual({ line: 1, oldCount: 1, newLines: ["print(total);"] });
  expect(found.filter(({ line }) => line === 2)).toEqual([]);
});

test("an argument is added to calls alike, with its white space", () => {
  const found = suggestions(["  send(request, signal);", "  send(request);"], [[0, "  send(request);", 1]]);
  expect(found).toContainEqual({ line: 1, oldCount: 1, newLines: ["  send(request, signal);"] });
});

test("an argument that is there already is not added again", () => {
  const code = ["send(request, signal);", "send(request, signal);", "send(request, signal)"];
  expect(suggestions(code, [[0, "send(request);", 1]])).toEqual([]);
});

test("a call is migrated with all its changes together", () => {
  const code = ["Keyboard.keyPress(KEYS.G);", "Keyboard.codePress(CODES.G);"];
  const found = suggestions(code, [[0, "Keyboard.codePress(CODES.G);", 1]]);
  expect(found).toContainEqual({ line: 1, oldCount: 1, newLines: ["Keyboard.keyPress(KEYS.G);"] });
});

test("names are exchanged in a line of the same shape", () => {
  const code = ["const alpha = await load(alphaPath);", "const beta = read(betaPath);"];
  const found = suggestions(code, [[0, "const alpha = read(alphaPath);", 1]]);
  expect(found).toContainEqual({ line: 1, oldCount: 1, newLines: ["const beta = await load(betaPath);"] });
});

test("lines inserted below a line are inserted below its equal, in its indentation", () => {
  const code = ["open(door);", "close(door);", "if (late) {", "    open(door);", "}"];
  const found = suggestions(code, [[1, "", 1]]);
  expect(found).toContainEqual({ line: 4, oldCount: 0, newLines: ["    close(door);"] });
});

test("a deleted block is deleted where it is repeated", () => {
  const code = ["first();", "middle();", "trace(1);", "trace(2);", "last();"];
  const found = suggestions(code, [[1, "trace(1);\ntrace(2);", 0]]);
  expect(found).toContainEqual({ line: 2, oldCount: 2, newLines: [] });
});

test("lines that an edit wrote are left alone", () => {
  const found = suggestions(
    ["const total = 1;", "print(sum);"],
    [
      [0, "const sum = 1;", 1],
      [1, "", 1],
    ],
  );
  expect(found.filter(({ line }) => line === 1)).toEqual([]);
});
