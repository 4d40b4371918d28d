import fc from "fast-check";
import { expect, test } from "vitest";
import { recallFiles } from "../../../src/core/context/recallFiles.ts";
import { RecentFiles } from "../../../src/core/context/recentFiles.ts";

const file = { uri: "file:///a.go", languageId: "go", touchedAt: 5 };
const isUri = (text: string) => URL.canParse(text);

test("what was remembered comes back", () => {
  const kept = new RecentFiles([file]).remembered();
  expect(recallFiles(JSON.parse(JSON.stringify(kept)), isUri)).toEqual({ files: [file], unreadable: 0 });
});

test("a first start remembers nothing, and nothing is damaged", () => {
  expect(recallFiles(undefined, isUri)).toEqual({ files: [], unreadable: 0 });
});

test.each([
  [null],
  ["text"],
  [7],
  [{ uri: "file:///a.go" }],
  [[{ ...file, uri: "no uri" }]],
  [[{ ...file, uri: 3 }]],
  [[{ ...file, languageId: null }]],
  [[{ ...file, touchedAt: "yesterday" }]],
])("state of another form is left out and counted: %j", (kept) => {
  expect(recallFiles(kept, isUri)).toEqual({ files: [], unreadable: 1 });
});

test("one damaged entry does not take the others along", () => {
  expect(recallFiles([null, file, {}], isUri)).toEqual({ files: [file], unreadable: 2 });
});

test("no state keeps the list of recent files from starting", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (kept) => new RecentFiles(recallFiles(kept, isUri).files).list("go").length === 0),
  );
});
