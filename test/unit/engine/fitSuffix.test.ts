import { expect, test } from "vitest";
import { fitSuffix } from "../../../src/core/engine/score/fitSuffix.ts";

test.each([
  ["a, b)", "", "a, b)"],
  ["a, b)", ")", "a, b"],
  ["a, b);", ");", "a, b"],
  ["a, f(b));", ")", "a, f(b));"],
  ["a, f(b))", ")", "a, f(b)"],
  ["a, b));", ")", "a, b)"],
  ["a }, b", "})", "a }, b"],
  ["a }", "})", "a "],
  ["a]", "})", undefined],
  ["f({", ")", "f"],
  ["{", ")", undefined],
  ['./cart";', '"', './cart";'],
  ['a", "b")', '")', 'a", "b'],
  ['"a)", b);', ")", '"a)", b);'],
  ["`${a[0]})`);", ")", "`${a[0]})`);"],
  ["&'a str) -> T {", ")", "&'a str) -> T {"],
  ["name: string }", " }", "name: string "],
  ["a, b", ")", "a, b"],
  ["first, second", " = pair;", undefined],
])("%s before %s is %s", (text, rest, fitted) => {
  expect(fitSuffix(text, rest)).toBe(fitted);
});
