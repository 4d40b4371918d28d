import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runHostTests } from "../../test/support/host/runHostTests.ts";
import { makeTemporaryFolder } from "../../test/support/temporaryFolder.ts";
import { diagnosisFile } from "../../test/support/ui/diagnosisFile.ts";
import { packageTestExtension } from "../../test/support/ui/packageTestExtension.ts";
import type { Installation } from "../../test/support/ui/startVsCode.ts";
import type { InstalledHost } from "../codeServer/installHost.ts";
import { installExtensions } from "../codeServer/startServer.ts";
import { packageExtension } from "../packageExtension.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult, TestResult } from "./suiteResult.ts";

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
  const [vsix, probe] = [await packageExtension(), await packageTestExtension("probe")];
  const folder = await makeTemporaryFolder();
  try {
    const extensionsFolder = join(folder.path, "extensions");
    const dataFolder = join(folder.path, "server");
    const bareExtensionsFolder = join(folder.path, "bare");
    await installExtensions(host, [vsix, probe], { dataFolder, extensionsFolder });
    await installExtensions(host, [probe], { dataFolder, extensionsFolder: bareExtensionsFolder });
    const installation: Installation = { host, browser, extensionsFolder, vsix, bareExtensionsFolder };
    const environment = { HUNCH_INSTALLATION: JSON.stringify(installation) };
    const suite = await step(`Testing the ${name}`, () =>
      runVitest(name, ["--config", "vitest.ui.config.mts", ...filters], { environment, progress: true }),
    );
    return { ...suite, tests: await Promise.all(suite.tests.map(addDiagnosis)) };
  } finally {
    await folder.remove();
  }
}

/** Appends the diagnosis of its window to a failed test's error, also to that of a first try. */
async function addDiagnosis(test: TestResult): Promise<TestResult> {
  const { text } = diagnosisFile(test.title);
  if (test.error === undefined || !existsSync(text)) return test;
  return { ...test, error: `${test.error}\n${await readFile(text, "utf8")}` };
}
