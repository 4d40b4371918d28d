import { floorHost, newestHost } from "../codeServer/hostVersions.ts";
import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { prepareVsCode } from "../suites/prepareVsCode.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runVitest } from "../suites/runVitest.ts";
import { runServerSuite } from "../suites/serverSuite.ts";
import { countTests, type SuiteResult } from "../suites/suiteResult.ts";
import { runHostSuite, runUiSuite } from "../suites/vsCodeSuites.ts";

/** `npm test`: every suite there is. Its last line is the sum, `N passed, N failed`. */
await runTask(async () => {
  const unit = step("Testing units and golden cases", () => runVitest("unit and golden", []));
  const [prepared, unitResult] = await Promise.all([prepareVsCode([newestHost, floorHost]), unit]);
  const suites: SuiteResult[] = [unitResult];
  for (const host of prepared.hosts) suites.push(await runHostSuite(host, prepared.browser));
  const [newest] = prepared.hosts;
  if (newest) suites.push(await runUiSuite(newest, prepared.browser));
  const servers = await runServerSuite();
  if (typeof servers === "string") console.log(`Real model servers were not tested: ${servers}`);
  else suites.push(servers);
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});
