import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges, diffLines } from "../../../../src/core/nextEdit/model/diffLines.ts";

const line = fc.constantFrom("a", "b", "c", "", "  a", "}");
const text = fc.array(line, { maxLength: 12 });

test("applied together, the changes give exactly the new lines", () => {
  fc.assert(
    fc.property(text, text, text, text, (above, old, now, below) => {
      const changes = diffLines(old, now, above.length);
      expect(applyChanges([...above, ...old, ...below], changes)).toEqual([...above, ...now, ...below]);
    }),
    { numRuns: 2_000 },
  );
});

test("the changes name the lines that they replace, do not touch each other, and leave equal lines alone", () => {
  fc.assert(
    fc.property(text, text, (old, now) => {
      const changes = diffLines(old, now);
      for (const { line: at, oldLines } of changes) expect(old.slice(at, at + oldLines.length)).toEqual(oldLines);
      for (const [at, each] of changes.slice(1).entries()) {
        const before = changes[at];
        expect(each.line).toBeGreaterThan((before?.line ?? 0) + (before?.oldLines.length ?? 0));
      }
      if (old.join("\n") === now.join("\n") && old.length === now.length) expect(changes).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test("no change replaces more lines than needed", () => {
  expect(diffLines(["a", "b", "c", "d"], ["a", "x", "c", "y", "d"])).toEqual([
    { line: 1, oldLines: ["b"], newLines: ["x"] },
    { line: 3, oldLines: [], newLines: ["y"] },
  ]);
});

test("texts too long to compare are one change", () => {
  const old = Array.from({ length: 600 }, (_, at) => `old ${at}`);
  const now = Array.from({ length: 600 }, (_, at) => `new ${at}`);
  expect(diffLines(old, now)).toEqual([{ line: 0, oldLines: old, newLines: now }]);
});
