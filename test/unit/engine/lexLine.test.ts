import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indentOf, lexLine, maxLineLength } from "../../../src/core/engine/learn/lexLine.ts";

function words(line: string): string[] {
  const { starts, ends } = lexLine(line);
  return starts.map((start, at) => line.slice(start, ends[at]));
}

test("words, numbers and operators of any language come apart", () => {
  expect(words("if (a?.b !== $c1) return naïve_名前 ?? 0x1f;")).toEqual([
    "if", "(", "a", "?.", "b", "!==", "$c1", ")", "return", "naïve_名前", "??", "0x1f", ";",
  ]); // biome-ignore format: a row
});

test("a tab counts four columns", () => {
  expect(indentOf("\t  x")).toBe(6);
});

test("nothing but white space is lost, up to the longest line that is read", () => {
  void fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (line) => {
      const { starts, ends } = lexLine(line);
      let at = 0;
      for (const [index, start] of starts.entries()) {
        expect(start).toBeGreaterThanOrEqual(at);
        at = ends[index] ?? 0;
        expect(at).toBeGreaterThan(start);
      }
      expect(words(line).join("").length).toBeLessThanOrEqual(line.length);
    }),
  );
  expect(lexLine("x ".repeat(5_000)).starts).toHaveLength(maxLineLength / 2);
});
