import { seconds } from "../progressBoard.ts";
import { countTests, type SuiteResult } from "./suiteResult.ts";

/**
 * Prints the tests that failed or needed a second try, one line per suite, and the total in the last line:
 * `N passed, N failed`.
 */
export function reportSuites(suites: readonly SuiteResult[]): void {
  for (const { name, tests } of suites) {
    for (const { title, status, error } of tests) {
      if (status === "failed") console.log(`\n✗ ${name} › ${title}\n${indent(error ?? "no message")}`);
      if (status === "passed" && error) console.log(`\n✓ at the second try: ${name} › ${title}\n${indent(error)}`);
    }
  }
  console.log("");
  for (const suite of suites) console.log(describe(suite));
  console.log(`${countTests(suites, "passed")} passed, ${countTests(suites, "failed")} failed`);
}

function describe(suite: SuiteResult): string {
  const [passed, failed, skipped] = (["passed", "failed", "skipped"] as const).map((status) =>
    countTests([suite], status),
  );
  const rest = [failed ? `${failed} failed` : "", skipped ? `${skipped} skipped` : ""].filter(Boolean);
  return `${failed ? "✗" : "✓"} ${suite.name}: ${[`${passed} passed`, ...rest].join(", ")} (${seconds(suite.ms)})`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
