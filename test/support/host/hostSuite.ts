import { demandTests, type SuiteResult } from "../../../scripts/suites/suiteResult.ts";
import type { HostTestReport } from "./hostReport.ts";

/**
 * Turns a report into a suite and prints its figures. An incomplete report keeps its results and gets a failed test.
 * @param why message of that test: how the extension host ended
 * @param ms duration of the whole suite
 */
export function hostSuiteOf(name: string, report: HostTestReport, why: string, ms: number): SuiteResult {
  for (const figure of report.figures) console.log(`  ${name}: ${figure}`);
  if (report.finished) return demandTests({ name, tests: report.tests, ms });
  const title = report.running ?? `${name} did not finish`;
  return { name, tests: [...report.tests, { title, status: "failed", ms: 0, error: why }], ms };
}
