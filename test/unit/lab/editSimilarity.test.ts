import { expect, test } from "vitest";
import { bestSimilarity, editSimilarity } from "../../../src/lab/replay/editSimilarity.ts";

test("is the share of characters that need no edit", () => {
  expect(editSimilarity("abcd", "abcd")).toBe(1);
  expect(editSimilarity("abcd", "abxd")).toBe(0.75);
  expect(editSimilarity("abcd", "")).toBe(0);
});

test("a floor only hides values that can't exceed it", () => {
  expect(editSimilarity("return total;", "return totals;", 0.5)).toBeCloseTo(13 / 14);
  expect(editSimilarity("return total;", "x = 1", 0.9)).toBe(0);
});

test("the best of several lines counts", () => {
  expect(bestSimilarity("a = b", new Set(["q", "a = c", "zzzzzzz"]))).toBe(0.8);
});
