/** How one test ended. */
export interface TestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly ms: number;
  /** Message and stack of a failure; of a test that passed: of its first try, the second succeeded. */
  readonly error?: string | undefined;
}

/** How one suite ended. */
export interface SuiteResult {
  readonly name: string;
  readonly tests: readonly TestResult[];
  readonly ms: number;
}

/** How many of the suites' tests ended one way. */
export function countTests(suites: readonly SuiteResult[], status: TestResult["status"]): number {
  return suites.flatMap(({ tests }) => tests).filter((test) => test.status === status).length;
}

/**
 * A suite that could not give results counts as one failed test, as does one in which nothing ran: silence is no success.
 * @param why what happened, for the person who reads it
 */
export function failedSuite(name: string, why: string, ms: number): SuiteResult {
  return { name, tests: [{ title: `${name} gave no result`, status: "failed", ms, error: why }], ms };
}

/** The suite itself, or a failed one when none of its tests ran. */
export function demandTests(suite: SuiteResult): SuiteResult {
  const ran = suite.tests.some(({ status }) => status !== "skipped");
  return ran ? suite : failedSuite(suite.name, "It ended well, but not a single test ran.", suite.ms);
}
