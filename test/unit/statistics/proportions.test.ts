import fc from "fast-check";
import { expect, test } from "vitest";
import { compareProportions } from "../../../src/core/statistics/compareProportions.ts";
import { costOf, parsePriceList } from "../../../src/core/statistics/priceList.ts";
import { wilsonInterval } from "../../../src/core/statistics/wilsonInterval.ts";

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I,
// method 3 (score, without correction).
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval of %i in %i is the published one", (successes, cases, low, high) => {
  const interval = wilsonInterval(successes, cases)!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("Wilson's interval contains the proportion and stays between 0 and 1", () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(2_000), fc.nat(2_000), (a, b) => {
      const { low, high } = wilsonInterval(Math.min(a, b), Math.max(a, b, 1))!;
      const p = Math.min(a, b) / Math.max(a, b, 1);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - 1e-12).toBeLessThanOrEqual(p);
      expect(high + 1e-12).toBeGreaterThanOrEqual(p);
    }),
  );
});

// z and p as in standard normal tables: 1.645 ↔ 0.0999, 1.96 ↔ 0.05, 2.576 ↔ 0.01, 3.291 ↔ 0.001.
test.each([
  [[45, 100], [60, 100], 2.124, 0.0337],
  [[5, 100], [15, 100], 2.357, 0.0184],
  [[100, 1000], [150, 1000], 3.3806, 0.000723],
  [[1, 1000], [60, 1000], 7.6721, 1.69e-14],
] as const)("the test of %j against %j gives z = %f, p = %f", (first, second, z, p) => {
  const result = compareProportions(first, second)!;
  expect(result.z).toBeCloseTo(z, 3);
  expect(Math.abs(result.pValue - p) / p).toBeLessThan(0.05);
});

test("the test is symmetric, and says nothing where nothing can be said", () => {
  expect(compareProportions([0, 10], [0, 10])).toBeUndefined();
  expect(compareProportions([0, 0], [1, 10])).toBeUndefined();
  const [there, back] = [compareProportions([30, 90], [50, 90])!, compareProportions([50, 90], [30, 90])!];
  expect(there.pValue).toBeCloseTo(back.pValue, 12);
  expect(there.difference).toBeCloseTo(-back.difference, 12);
});

test("equal proportions differ by chance in about one of twenty comparisons", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const draw = () => Array.from({ length: 300 }, random).filter((value) => value < 0.3).length;
  const alarms = Array.from({ length: 2_000 }, () => compareProportions([draw(), 300], [draw(), 300])!.pValue < 0.05);
  const share = alarms.filter(Boolean).length / alarms.length;
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.07);
});

test("prices are per million tokens; cached tokens have their own price where one is set", () => {
  const usage = { promptTokens: 1_000_000, cachedTokens: 600_000, completionTokens: 100_000 };
  expect(costOf({ input: 1, output: 2 }, usage)).toBeCloseTo(1.2);
  expect(costOf({ input: 1, cachedInput: 0.1, output: 2 }, usage)).toBeCloseTo(0.4 + 0.06 + 0.2);
  expect(costOf(undefined, usage)).toBeUndefined();
  expect(costOf({ input: 1, output: 2 }, { promptTokens: 5 })).toBeUndefined();
});

test.each([
  [[]],
  [null],
  [4],
  [{ a: 1 }],
  [{ a: { input: 1 } }],
  [{ a: { input: -1, output: 1 } }],
  [{ a: { input: 1, output: "1" } }],
  [{ a: { input: 1, output: 1, cachedInput: "" } }],
])("a price list of another form is refused: %j", (value) => expect(parsePriceList(value)).toBeUndefined());
