import { floorHost, newestHost } from "../codeServer/hostVersions.ts";
import { findLlamaServer } from "../debian/findLlamaServer.ts";
import { findNeovim } from "../debian/findNeovim.ts";
import { findPostgres } from "../debian/findPostgres.ts";
import { findReceiver } from "../debian/findReceiver.ts";
import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { runLspSuite } from "../suites/lspSuite.ts";
import { prepareVsCode } from "../suites/prepareVsCode.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runVitest } from "../suites/runVitest.ts";
import { runServerSuite } from "../suites/serverSuite.ts";
import { runStaticChecks } from "../suites/staticChecks.ts";
import { countTests, type SuiteResult } from "../suites/suiteResult.ts";
import { runHostSuite, runUiSuite } from "../suites/vsCodeSuites.ts";

/**
 * `npm test`: installs everything, then runs the suites one after another, so that no test shares the processor with an
 * installation or another suite. The last line is the total, `N passed, N failed`.
 */
await runTask(async () => {
  const [{ hosts, browser }, { neovim, ...servers }] = await Promise.all([
    prepareVsCode([newestHost, floorHost]),
    installFromDebian(),
  ]);
  const suites: SuiteResult[] = [
    await step("Checking format, lint, types and dead code", runStaticChecks),
    await step("Testing units and golden cases", () => runVitest("unit and golden", [])),
  ];
  if (typeof neovim === "string") console.log(`The language server was not tested in Neovim: ${neovim}`);
  suites.push(await runLspSuite(neovim));
  for (const host of hosts) suites.push(await runHostSuite(host, browser));
  const [newest] = hosts;
  if (newest) suites.push(await runUiSuite(newest, browser));
  const tested = await runServerSuite(servers);
  if (typeof tested === "string") console.log(`Real servers were not tested: ${tested}`);
  else suites.push(tested);
  reportSuites(suites);
  return countTests(suites, "failed") === 0 ? 0 : 1;
});

async function installFromDebian() {
  const [llamaServer, neovim, receiver] = await Promise.all([findLlamaServer(), findNeovim(), findReceiver()]);
  return { llamaServer, neovim, receiver, postgres: await findPostgres() };
}
