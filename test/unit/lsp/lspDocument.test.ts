import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "../../../src/app/files/readSource.ts";
import { LspDocument } from "../../../src/lsp/documents/lspDocument.ts";
import { positionEncodings } from "../../../src/lsp/documents/positionEncoding.ts";
import { usedMemory } from "../../support/usedMemory.ts";

const text = fc
  .array(fc.constantFrom("a", "é", "😀", "\n", "\r\n", "\r", "\t"), { maxLength: 12 })
  .map((parts) => parts.join(""));
const position = fc.record({ line: fc.nat(6), character: fc.nat(14) });
const change = fc.oneof(fc.record({ range: fc.record({ start: position, end: position }), text }), fc.record({ text }));

test("edits of lines give the lines of the document, whatever changes, in every encoding", () => {
  const changes = fc.array(change, { maxLength: 6 });
  fc.assert(
    fc.property(text, changes, fc.constantFrom(...positionEncodings), (before, all, encoding) => {
      const document = new LspDocument("file:///a.ts", "typescript", 1, before, encoding);
      const lines = splitLines(before);
      for (const { edit } of document.update(all, 2))
        lines.splice(edit.startLine, edit.endLine - edit.startLine, ...edit.lines);
      expect(lines).toEqual(splitLines(document.text()));
      expect(document.version).toBe(2);
    }),
    { numRuns: 2_000 },
  );
});

test("changes tell offsets and texts with which the document is rebuilt", () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 4 }), (before, all) => {
      const document = new LspDocument("file:///a.ts", "typescript", 1, before, "utf-8");
      let rebuilt = before;
      for (const { offset, removed, inserted } of document.update(all, 2))
        rebuilt = rebuilt.slice(0, offset) + inserted + rebuilt.slice(offset + removed);
      expect(rebuilt).toBe(document.text());
    }),
  );
});

test("a whole text is taken as the smallest change", () => {
  const document = new LspDocument("file:///a.ts", "typescript", 1, "one\r\ntwo\r\nthree", "utf-16");
  expect(document.update([{ text: "one\r\ntwenty\r\nthree" }], 2)).toEqual([
    { offset: 7, removed: 1, inserted: "enty", edit: { startLine: 1, endLine: 2, lines: ["twenty"] } },
  ]);
});

test("positions are counted in the client's units and moved into the document", () => {
  const line = "é😀x";
  const columns = { "utf-8": 6, "utf-16": 3, "utf-32": 2 };
  for (const encoding of positionEncodings) {
    const document = new LspDocument("file:///a.ts", "typescript", 1, `${line}\nb`, encoding);
    expect(document.locate({ line: 0, character: columns[encoding] })).toEqual({ line: 0, column: 3, offset: 3 });
    expect(document.rangeIn(0, 3, 4).start.character).toBe(columns[encoding]);
    expect(document.locate({ line: 9, character: 9 })).toEqual({ line: 1, column: 1, offset: 6 });
    expect(document.locate({ line: -1, character: Number.NaN })).toEqual({ line: 0, column: 0, offset: 0 });
  }
});

test("parts of a text that are kept do not keep every version of it", () => {
  const lines = 4_000;
  const text = "const value = compute(first, second, third);\n".repeat(lines);
  const document = new LspDocument("file:///a.ts", "typescript", 1, text, "utf-16");
  const usedBefore = usedMemory();
  const kept = Array.from({ length: 200 }, (_, version) => {
    const start = { line: version * 7, character: 6 };
    const changed = document.update([{ range: { start, end: start }, text: "changed" }], version + 2);
    const from = document.lineStart(version * 7);
    return { changed, around: document.textBetween(from, from + 100) };
  });
  const grownBy = usedMemory() - usedBefore;
  expect(kept).toHaveLength(200);
  expect(grownBy).toBeLessThan(10 * text.length);
});
