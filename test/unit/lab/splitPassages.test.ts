import fc from "fast-check";
import { expect, test } from "vitest";
import { declaredName } from "../../../src/core/code/declarators.ts";
import { splitPassages } from "../../../src/lab/bench/ask/scan/splitPassages.ts";

test("every line with text is in exactly one passage of at most forty lines", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("", "a", "  b", "}", "    c"), { maxLength: 300 }), (lines) => {
      const passages = splitPassages(lines);
      const covered = passages.flatMap(({ startLine, endLine }) =>
        Array.from({ length: endLine - startLine }, (_, i) => startLine + i),
      );
      expect(new Set(covered).size).toBe(covered.length);
      expect(passages.every(({ startLine, endLine }) => endLine - startLine <= 40)).toBe(true);
      expect(lines.every((line, i) => line.trim() === "" || covered.includes(i))).toBe(true);
    }),
  );
});

test("a function and its comment are one passage", () => {
  const text =
    "import a\nimport b\nimport c\nimport d\nimport e\n\n/** Does. */\nfunction f() {\n  x();\n\n  y();\n}\n\nnext()";
  expect(splitPassages(text.split("\n"))[1]).toEqual({ startLine: 6, endLine: 12 });
});

test.each([
  ["export async function load(path: string) {", "load"],
  ["func (s *RouteStore) Get(id string) (*Route, error) {", "Get"],
  ["    def is_too_low(self) -> bool:", "is_too_low"],
  ["pub(crate) fn convert_line(line: &str) -> Result {", "convert_line"],
  ["const maxLines = 3;", "maxLines"],
  ["  async remove(id: string): Promise<boolean> {", "remove"],
  ["## What leaves the machine", "What leaves the machine"],
  ["  if (a) {", undefined],
  ["  return call(() => {", undefined],
  ["    let local = 1;", undefined],
])("%s declares %s", (line, name) => {
  expect(declaredName(line)).toBe(name);
});
