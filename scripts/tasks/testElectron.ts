import { runElectronTests } from "../../test/support/host/runElectronTests.ts";
import { buildForProduction } from "../build.ts";
import { runTask } from "../runTask.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { countTests } from "../suites/suiteResult.ts";

/**
 * `npm run test:electron`: the extension-host tests in a desktop VS Code, downloaded or named by
 * VSCODE_EXECUTABLE_PATH. Ends with 1 and a sentence when there is none: who asks for this suite wants it run.
 */
await runTask(async () => {
  await buildForProduction();
  const suite = await runElectronTests();
  reportSuites([suite]);
  return countTests([suite], "failed") === 0 ? 0 : 1;
});
