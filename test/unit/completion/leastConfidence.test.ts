import { expect, test } from "vitest";
import { floorOfConfidence, leastConfidence } from "../../../src/core/completion/leastConfidence.ts";

const moment = { minConfidence: 0.5, contradictions: 0, lineBefore: "  return " };

test("a long offer is worth reading at less confidence than a short one, down to a floor", () => {
  const least = (length: number) => leastConfidence("a".repeat(length), moment);
  expect(least(4)).toBeGreaterThan(least(12));
  expect(least(200)).toBeCloseTo(least(100));
  expect(least(200)).toBeGreaterThan(floorOfConfidence(0.5));
});

test("after an offer that was typed against, the next needs more confidence", () => {
  const after = (contradictions: number) => leastConfidence("abcdef", { ...moment, contradictions });
  expect(after(2)).toBeGreaterThan(after(1));
});

test("the rest of a word with two letters needs least confidence, what follows a word that may not be finished most", () => {
  const least = (lineBefore: string, text: string) => leastConfidence(text, { ...moment, lineBefore });
  expect(least("  return conn", "ection;")).toBeLessThan(least("  return c", "ection;"));
  expect(least("  return conn", "ection;")).toBeLessThan(least("  return ", "ection;"));
  expect(least("  return conn", ".close()")).toBeGreaterThan(least("  return ", ".close()"));
});

test("nothing is shown below the floor, whatever it is", () => {
  expect(leastConfidence("a".repeat(200), { ...moment, lineBefore: "ab" })).toBeCloseTo(floorOfConfidence(0.5));
});

test.each([
  ["= 100.0)", "= size)"],
  ['("abc456")', "(token12)"],
  [".wait(-1);", ".wait(it);"],
])("%s holds a literal and needs more confidence than %s", (literal, name) => {
  expect(leastConfidence(literal, moment)).toBeGreaterThan(leastConfidence(name, moment));
});
