/** Result of one test. */
export interface TestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly ms: number;
  /** Message and stack of a failure; for a passed test, of its failed first try. */
  readonly error?: string | undefined;
}

/** Result of one suite. */
export interface SuiteResult {
  readonly name: string;
  readonly tests: readonly TestResult[];
  readonly ms: number;
}

/** Counts the tests of all suites with a status. */
export function countTests(suites: readonly SuiteResult[], status: TestResult["status"]): number {
  return suites.flatMap(({ tests }) => tests).filter((test) => test.status === status).length;
}

/**
 * Returns a suite with one failed test, for a suite without results.
 * @param why the reason, for display
 */
export function failedSuite(name: string, why: string, ms: number): SuiteResult {
  return { name, tests: [{ title: `${name} gave no result`, status: "failed", ms, error: why }], ms };
}

/** Returns the suite, or a failed one if none of its tests ran. */
export function demandTests(suite: SuiteResult): SuiteResult {
  const ran = suite.tests.some(({ status }) => status !== "skipped");
  return ran ? suite : failedSuite(suite.name, "It ended without an error, but no test ran.", suite.ms);
}
