import { expect, test } from "vitest";
import { Forest } from "../../../src/core/engine/score/forest.ts";
import { lineForest } from "../../../src/core/engine/score/generated/lineForest.ts";
import { stopForest } from "../../../src/core/engine/score/generated/stopForest.ts";

test("a forest adds its bias and one leaf of each tree", () => {
  const forest = new Forest({
    features: ["a", "b"],
    bias: 1,
    nodes: [0, 0.5, 2, -1, 10, 0, 1, 3, 2, -1, 20, 0, -1, 30, 0, -1, 0.25, 0],
  });
  expect(forest.score({ a: 0.5, b: 9 })).toBe(11.25);
  expect(forest.score({ a: 0.6, b: 3 })).toBe(21.25);
  expect(forest.score({ a: 1, b: 4 })).toBe(31.25);
  expect(forest.score({})).toBe(11.25);
});

test("the shipped tables are small", () => {
  const bytes = JSON.stringify(lineForest).length + JSON.stringify(stopForest).length;
  expect(bytes).toBeLessThanOrEqual(200_000);
  expect(bytes).toBeGreaterThan(10_000);
});
