import { expect, test } from "vitest";
import { floorOfConfidence, leastConfidence } from "../../../src/core/completion/leastConfidence.ts";

test("a long offer is worth reading at less confidence than a short one, down to a floor", () => {
  expect(leastConfidence("abcd", 0.5, 0)).toBeCloseTo(0.55);
  expect(leastConfidence("a".repeat(8), 0.5, 0)).toBeLessThan(0.5);
  expect(leastConfidence("a".repeat(200), 0.5, 0)).toBeCloseTo(floorOfConfidence(0.5));
});

test("after an offer that was typed against, the next needs more confidence", () => {
  expect(leastConfidence("abcdef", 0.5, 2)).toBeGreaterThan(leastConfidence("abcdef", 0.5, 1));
});
