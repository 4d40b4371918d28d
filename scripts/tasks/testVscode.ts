import { parseArgs } from "node:util";
import { findHostVersion, floorHost, newestHost } from "../codeServer/hostVersions.ts";
import { runTask } from "../runTask.ts";
import { SetUpError } from "../setUpError.ts";
import { prepareVsCode } from "../suites/prepareVsCode.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { countTests, type SuiteResult } from "../suites/suiteResult.ts";
import { runHostSuite, runUiSuite } from "../suites/vsCodeSuites.ts";

/**
 * `npm run test:vscode -- [--host 4.103.2] [--kind host|ui] [part of a UI test file's name …]`: runs only the tests in
 * a real VS Code. Parameters select test files of the user interface, HUNCH_TEST_GREP selects host tests by title.
 */
await runTask(async () => {
  const { values, positionals } = parseArgs({
    options: { host: { type: "string", default: newestHost.codeServer }, kind: { type: "string", default: "all" } },
    allowPositionals: true,
  });
  const version = findHostVersion(values.host);
  if (!version) {
    throw new SetUpError(
      `--host is ${newestHost.codeServer} (the newest) or ${floorHost.codeServer} (the floor), not "${values.host}".`,
    );
  }
  if (!["all", "host", "ui"].includes(values.kind))
    throw new SetUpError(`--kind must be host or ui, not "${values.kind}".`);
  if (values.kind === "host" && positionals.length > 0)
    throw new SetUpError("Host tests are not chosen by file: set HUNCH_TEST_GREP to a part of their titles.");
  const { hosts, browser } = await prepareVsCode([version]);
  const suites: SuiteResult[] = [];
  for (const host of hosts) {
    if (values.kind !== "ui" && positionals.length === 0) suites.push(await runHostSuite(host, browser));
    if (values.kind !== "host") suites.push(await runUiSuite(host, browser, positionals));
  }
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});
