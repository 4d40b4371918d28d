import fc from "fast-check";
import { expect, test } from "vitest";
import { IndexedFile } from "../../../src/core/nextEdit/indexedFile.ts";

const line = fc
  .array(fc.constantFrom("foo", "bar", "1.5", "(", " ", "ünï"), { maxLength: 5 })
  .map((parts) => parts.join(" "));
const words = ["foo", "bar", "1.5", "ünï"];

/** What the index knows: texts, numbers and the lines of each word. */
function contentOf(file: IndexedFile) {
  return {
    lines: file.lines.map(({ text, number }) => [number, text]),
    words: words.map((word) =>
      file
        .linesWith(word)
        .map((each) => each.number)
        .sort((a, b) => a - b),
    ),
  };
}

test("an index that followed edits equals one of the new text", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.array(fc.array(line, { minLength: 1 })), (before, versions) => {
      const file = new IndexedFile("a.ts", before);
      for (const version of versions) file.update(version);
      expect(contentOf(file)).toEqual(contentOf(new IndexedFile("a.ts", versions.at(-1) ?? before)));
    }),
  );
});

test("a line is found by each of its words once", () => {
  const file = new IndexedFile("a.ts", ["a a b", "", "b"]);
  expect(file.linesWith("a").map((each) => each.number)).toEqual([0]);
  expect(file.linesWith("b").map((each) => each.number)).toEqual([0, 2]);
  expect(file.linesWith("c")).toEqual([]);
});
