import { expect, test } from "vitest";
import { countTests, demandTests, type SuiteResult } from "../../../scripts/suites/suiteResult.ts";

const suite = (...statuses: readonly ("passed" | "failed" | "skipped")[]): SuiteResult => ({
  name: "any",
  tests: statuses.map((status, index) => ({ title: `test ${index}`, status, ms: 1 })),
  ms: 10,
});

test("a suite in which no test ran has failed", () => {
  expect(countTests([demandTests(suite())], "failed")).toBe(1);
  expect(countTests([demandTests(suite("skipped"))], "failed")).toBe(1);
});

test("a suite in which tests ran is unchanged", () => {
  expect(demandTests(suite("passed", "skipped"))).toEqual(suite("passed", "skipped"));
});

test("tests of all suites are counted", () => {
  const suites = [suite("passed", "failed"), suite("passed", "passed", "skipped")];
  expect(["passed", "failed", "skipped"].map((status) => countTests(suites, status as "passed"))).toEqual([3, 1, 1]);
});
