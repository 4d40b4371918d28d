import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runVitest } from "../suites/runVitest.ts";
import { runStaticChecks } from "../suites/staticChecks.ts";
import { countTests } from "../suites/suiteResult.ts";

/** `npm run check`: runs all checks and tests that need no editor, and prints the output of those that fail. */
await runTask(async () => {
  const suites = await Promise.all([
    step("Checking format, lint, types and dead code", runStaticChecks),
    step("Testing units and golden cases", () => runVitest("unit and golden", [])),
  ]);
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});
