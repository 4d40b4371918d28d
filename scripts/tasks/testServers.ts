import { findLlamaServer } from "../modelServer/installLlamaServer.ts";
import { runTask } from "../runTask.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runServerSuite } from "../suites/serverSuite.ts";
import { countTests } from "../suites/suiteResult.ts";

/** `npm run test:servers`: the clients against real servers. Ends with 1 and a sentence when there is none to test with. */
await runTask(async () => {
  const result = await runServerSuite(await findLlamaServer());
  if (typeof result === "string") {
    console.log(result);
    return 1;
  }
  reportSuites([result]);
  return countTests([result], "failed") === 0 ? 0 : 1;
});
