import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { runHostTests } from "../../test/support/host/runHostTests.ts";
import { diagnosisFile } from "../../test/support/ui/diagnosisFile.ts";
import type { InstalledHost } from "../codeServer/installHost.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult, TestResult } from "./suiteResult.ts";
import { withInstallation } from "./withInstallation.ts";

/** Runs the tests of the `vscode` API in the extension host of one version. */
export function runHostSuite(host: InstalledHost, browser: string): Promise<SuiteResult> {
  const name = `extension host, VS Code ${host.version.vsCode}`;
  const files = "test/vscode/host/*.test.ts";
  return step(`Testing in the ${name}`, () => runHostTests({ name, files, host, browser }));
}

/** Runs the tests of the user interface with the packaged extension. @param filters parts of test files' names */
export async function runUiSuite(
  host: InstalledHost,
  browser: string,
  filters: readonly string[] = [],
): Promise<SuiteResult> {
  const name = `user interface, VS Code ${host.version.vsCode}`;
  await rm(inCache("screenshots"), { recursive: true, force: true });
  return withInstallation(host, browser, async (installation) => {
    const environment = { HUNCH_INSTALLATION: JSON.stringify(installation) };
    const suite = await step(`Testing the ${name}`, () =>
      runVitest(name, ["--config", "vitest.ui.config.mts", ...filters], { environment, progress: true }),
    );
    return { ...suite, tests: await Promise.all(suite.tests.map(addDiagnosis)) };
  });
}

/** Appends the diagnosis of its window to a failed test's error, also to that of a first try. */
async function addDiagnosis(test: TestResult): Promise<TestResult> {
  const { text } = diagnosisFile(test.title);
  if (test.error === undefined || !existsSync(text)) return test;
  return { ...test, error: `${test.error}\n${await readFile(text, "utf8")}` };
}
