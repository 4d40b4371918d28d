import { findLlamaServer } from "../debian/findLlamaServer.ts";
import { findPostgres } from "../debian/findPostgres.ts";
import { findReceiver } from "../debian/findReceiver.ts";
import { runTask } from "../runTask.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { runServerSuite } from "../suites/serverSuite.ts";
import { countTests } from "../suites/suiteResult.ts";

/**
 * `npm run test:servers`: tests the clients against real servers. Prints the reason and ends with 1 if there is none.
 */
await runTask(async () => {
  const result = await runServerSuite({
    llamaServer: await findLlamaServer(),
    receiver: await findReceiver(),
    postgres: await findPostgres(),
  });
  if (typeof result === "string") {
    console.log(result);
    return 1;
  }
  reportSuites([result]);
  return countTests([result], "failed") === 0 ? 0 : 1;
});
