import { runElectronTests } from "../../test/support/host/runElectronTests.ts";
import { buildForProduction } from "../build.ts";
import { runTask } from "../runTask.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { countTests } from "../suites/suiteResult.ts";

/**
 * `npm run test:electron`: runs the extension-host tests in a desktop VS Code, which is downloaded or set by
 * VSCODE_EXECUTABLE_PATH. Prints the reason and ends with 1 if there is none.
 */
await runTask(async () => {
  await buildForProduction();
  const suite = await runElectronTests();
  reportSuites([suite]);
  return countTests([suite], "failed") === 0 ? 0 : 1;
});
