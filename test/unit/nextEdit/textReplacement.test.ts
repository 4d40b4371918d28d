import fc from "fast-check";
import { expect, test } from "vitest";
import { type TextReplacement, toTextReplacement } from "../../../src/core/nextEdit/textReplacement.ts";

const line = fc
  .array(fc.constantFrom("foo", " ", "\t", "🙂", "é", "x"), { maxLength: 4 })
  .map((parts) => parts.join(""));
const lines = fc.array(line, { minLength: 1, maxLength: 7 });
const eol = fc.constantFrom("\n", "\r\n");

/** Applies a replacement to a text with these line ends. */
function applied(
  text: string,
  ends: string,
  { startLine, startColumn, endLine, endColumn, text: now }: TextReplacement,
) {
  const offsetOf = (at: number, column: number) =>
    text
      .split(ends)
      .slice(0, at)
      .reduce((sum, each) => sum + each.length + ends.length, column);
  return (
    text.slice(0, offsetOf(startLine, startColumn)) +
    now.replaceAll("\n", ends) +
    text.slice(offsetOf(endLine, endColumn))
  );
}

test("a replacement turns a document's old lines into exactly the new ones, with its line ends", () => {
  fc.assert(
    fc.property(
      lines,
      fc.nat(7),
      fc.nat(3),
      fc.array(line, { maxLength: 3 }),
      eol,
      (document, at, count, newLines, ends) => {
        const start = Math.min(at, document.length);
        const oldLines = document.slice(start, start + count);
        const replacement = toTextReplacement({ line: start, oldLines, newLines }, document);
        const wanted = [...document.slice(0, start), ...newLines, ...document.slice(start + oldLines.length)];
        if (!replacement) {
          expect(wanted).toEqual(document);
          return;
        }
        expect(applied(document.join(ends), ends, replacement)).toBe(wanted.join(ends));
      },
    ),
  );
});

test("a document with other text is left alone", () => {
  expect(toTextReplacement({ line: 0, oldLines: ["a"], newLines: ["b"] }, ["c"])).toBeUndefined();
  expect(toTextReplacement({ line: 2, oldLines: ["a"], newLines: ["b"] }, ["a"])).toBeUndefined();
  expect(toTextReplacement({ line: -1, oldLines: [], newLines: ["b"] }, ["a"])).toBeUndefined();
});

test("only what differs is replaced, and never half a character", () => {
  const replacement = toTextReplacement({ line: 1, oldLines: ["f(a🙂)"], newLines: ["f(a🙃)"] }, ["", "f(a🙂)"]);
  expect(replacement).toEqual({ startLine: 1, startColumn: 3, endLine: 1, endColumn: 5, text: "🙃" });
});
