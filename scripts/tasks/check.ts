import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runVitest } from "../suites/runVitest.ts";
import { runStaticChecks } from "../suites/staticChecks.ts";
import { countTests } from "../suites/suiteResult.ts";

/** `npm run check`: everything that can be checked without an editor; prints the output of what fails. */
await runTask(async () => {
  const suites = await Promise.all([
    step("Checking format, lint, types and dead code", runStaticChecks),
    step("Testing units and golden cases", () => runVitest("unit and golden", [])),
  ]);
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});
