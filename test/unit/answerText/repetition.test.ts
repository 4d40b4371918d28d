import { expect, test } from "vitest";
import { findRepetition } from "../../../src/core/answerText/repetition.ts";

test.each([
  ["a a a", 3, { from: 0, size: 1 }],
  ["x a b a b a b", 3, { from: 1, size: 2 }],
  ["x a b a b a b a", 3, { from: 1, size: 2 }],
  ["a b a b", 3, undefined],
  ["a a a", 4, undefined],
  ["} } } }", 3, undefined],
  ["", 3, undefined],
])("of the lines %s, %i rounds are %j", (lines, rounds, expected) => {
  expect(findRepetition(lines.split(" "), rounds)).toEqual(expected);
});

test("indentation and blank lines do not hide a repetition, and long groups are not one", () => {
  expect(findRepetition(["a", "", "  a", "", "a", ""], 3)).toEqual({ from: 0, size: 2 });
  const group = Array.from({ length: 9 }, (_, i) => `line ${i}`);
  expect(findRepetition([...group, ...group, ...group], 3)).toBeUndefined();
});
