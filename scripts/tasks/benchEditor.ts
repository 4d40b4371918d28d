import { runHostTests } from "../../test/support/host/runHostTests.ts";
import { newestHost } from "../codeServer/hostVersions.ts";
import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { prepareVsCode } from "../suites/prepareVsCode.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { countTests, type SuiteResult } from "../suites/suiteResult.ts";

/** `npm run bench:editor`: measures how long Hunch blocks the extension host of a real VS Code, and its memory. */
await runTask(async () => {
  const { hosts, browser } = await prepareVsCode([newestHost]);
  const suites: SuiteResult[] = [];
  for (const host of hosts) {
    const name = `VS Code ${host.version.vsCode}`;
    const run = { name, files: "src/lab/bench/host/*.ts", host, browser };
    suites.push(await step(`Measuring in ${name}`, () => runHostTests(run)));
  }
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});
