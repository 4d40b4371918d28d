import { expect, test } from "vitest";
import { fitSuffix } from "../../../src/core/engine/score/fitSuffix.ts";

test.each([
  ["a, b)", "", "a, b)"],
  ["a, b)", ")", "a, b"],
  ["a, b);", ");", "a, b"],
  ["a, f(b));", ")", "a, f(b)"],
  ["name: string }", " }", "name: string "],
  ["a, b", ")", "a, b"],
  ["first, second", " = pair;", undefined],
])("%s before %s is %s", (text, rest, fitted) => {
  expect(fitSuffix(text, rest)).toBe(fitted);
});
