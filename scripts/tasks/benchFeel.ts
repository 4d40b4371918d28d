import { feelBench } from "../../src/lab/bench/feel/feelBench.ts";
import type { Installation } from "../../test/support/ui/startVsCode.ts";
import { newestHost } from "../codeServer/hostVersions.ts";
import { runTask } from "../runTask.ts";
import { step } from "../step.ts";
import { prepareVsCode } from "../suites/prepareVsCode.ts";
import { withInstallation } from "../suites/withInstallation.ts";

/** `npm run bench:feel`: types lines in a real VS Code with its default settings, and prints how suggestions feel. */
await runTask(async (parameters) => {
  const run = feelBench(parameters);
  if (!run) return 0;
  const { hosts, browser } = await prepareVsCode([newestHost]);
  let code = 0;
  for (const host of hosts) {
    const type = (installation: Installation) =>
      step(`Typing in VS Code ${host.version.vsCode}`, () => run(installation));
    code = Math.max(code, await withInstallation(host, browser, type));
  }
  return code;
});
