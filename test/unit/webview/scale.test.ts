import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPercent } from "../../../src/webview/dom/format.ts";
import { formatCost, formatDay, formatInterval } from "../../../src/webview/statistics/format.ts";
import {
  linearScale,
  pathThrough,
  roundUp,
  runsOf,
  spacedIndices,
  withoutOverlaps,
} from "../../../src/webview/statistics/scale.ts";

test("a scale maps its ends to each other, and what lies between in proportion", () => {
  const scale = linearScale([0, 10], [100, 0]);
  expect([scale(0), scale(5), scale(10)]).toEqual([100, 50, 0]);
  expect(linearScale([3, 3], [7, 9])(3)).toBe(7);
});

test.each([
  [1, 1],
  [3, 5],
  [5, 5],
  [7, 10],
  [101, 200],
  [0.013, 0.02],
  [0.00051, 0.001],
])("%f is rounded up to %f", (value, round) => {
  expect(roundUp(value)).toBeCloseTo(round, 9);
});

test("labels are spaced evenly from the first to the last", () => {
  expect(spacedIndices(3, 5)).toEqual([0, 1, 2]);
  expect(spacedIndices(30, 4)).toEqual([0, 10, 19, 29]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 2, max: 20 }), (length, most) => {
      const indices = spacedIndices(length, most);
      expect(indices.length).toBeLessThanOrEqual(most);
      expect([indices[0], indices.at(-1)]).toEqual([0, length - 1]);
      expect(new Set(indices).size).toBe(indices.length);
    }),
  );
});

test("of labels that would overlap, the later one is left out", () => {
  const boxes = [{ start: 0, end: 10 }, { start: 12, end: 20 }, { start: 16, end: 30 }]; // biome-ignore format: short
  expect(withoutOverlaps(boxes, 6)).toEqual([boxes[0], boxes[2]]);
  expect(withoutOverlaps([], 6)).toEqual([]);
});

test("a line breaks where there is no value", () => {
  expect(runsOf([1, 2, undefined, 3, undefined], (value) => value !== undefined)).toEqual([[0, 1], [3]]);
  expect(pathThrough([[1, 2], [3, 4]])).toBe("M1 2L3 4"); // biome-ignore format: short
});

test("numbers are written for people", () => {
  expect([formatPercent(0.346), formatPercent(undefined)]).toEqual(["35 %", "–"]);
  expect(formatInterval({ share: 0.4, low: 0.31, high: 0.502, cases: 9 })).toBe("31–50 %");
  expect([0, 0.000123, 0.5, 12.345, undefined].map(formatCost)).toEqual(["0", "0.000123", "0.5", "12.35", "–"]);
  expect(formatDay("2026-11-01")).toBe("Nov 1");
});
