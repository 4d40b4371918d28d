import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAfter, type Splice, splicesOf } from "../../../src/app/nextEdit/splicesOf.ts";
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

test("a word that changes in part is replaced as a whole, and one that only grows keeps what it has", () => {
  const between = (old: string, now: string) => toTextReplacement({ line: 0, oldLines: [old], newLines: [now] }, [old]);
  expect(between("a(size);", "a(surface);")).toMatchObject({ startColumn: 2, endColumn: 6, text: "surface" });
  expect(between("getName()", "getFullName()")).toMatchObject({ startColumn: 3, endColumn: 3, text: "Full" });
  expect(between("getFullName()", "getName()")).toMatchObject({ startColumn: 3, endColumn: 7, text: "" });
  expect(between("f(a, b)", "f(a, c, b)")).toMatchObject({ startColumn: 5, endColumn: 5, text: "c, " });
});

test("splices applied from the bottom to the top give the text after the event", () => {
  const change = fc.record({ at: fc.nat(6), size: fc.nat(2), text: fc.array(line, { minLength: 1, maxLength: 3 }) });
  fc.assert(
    fc.property(lines, fc.array(change, { maxLength: 3 }), (before, wanted) => {
      const after = [...before];
      const changes: { startLine: number; endLine: number; text: string }[] = [];
      let free = before.length;
      for (const { at, size, text } of wanted.toSorted((a, b) => b.at - a.at)) {
        const endLine = Math.min(at + size, free - 1);
        if (at > endLine) continue;
        changes.push({ startLine: at, endLine, text: text.join("\n") });
        after.splice(at, endLine - at + 1, ...text);
        free = at;
      }
      const result = splicesOf(changes, (at) => after[at] ?? "").reduce(
        (texts: readonly string[], { line: start, oldCount, newLines }: Splice) =>
          texts.toSpliced(start, oldCount, ...newLines),
        before,
      );
      expect(result).toEqual(after);
    }),
  );
});

test("changes that share a line are one splice", () => {
  const changes = [
    { startLine: 1, endLine: 2, text: "x" },
    { startLine: 2, endLine: 2, text: "y\nz" },
  ];
  const after = ["a", "bxy", "z", "d"];
  expect(splicesOf(changes, (at) => after[at] ?? "")).toEqual([{ line: 1, oldCount: 2, newLines: ["bxy", "z"] }]);
});

test("lines that splices leave alone are found where they are afterwards", () => {
  const splices = [
    { line: 6, oldCount: 1, newLines: [] },
    { line: 1, oldCount: 1, newLines: ["b", "b", "b"] },
  ];
  const after = (at: number, count: number) => lineAfter(splices, { line: at, oldLines: Array(count).fill("") });
  expect([after(0, 1), after(0, 2), after(1, 1), after(2, 4), after(5, 2), after(7, 1)]).toEqual([
    0,
    undefined,
    undefined,
    4,
    undefined,
    8,
  ]);
  expect([after(1, 0), after(2, 0), after(7, 0)]).toEqual([1, 4, 8]);
  const block = { line: 1, oldCount: 3, newLines: ["b"] };
  expect(lineAfter([block], { line: 2, oldLines: [] })).toBeUndefined();
});
