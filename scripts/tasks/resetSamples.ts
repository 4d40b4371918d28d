import { copySamples } from "../copySamples.ts";
import { runTask } from "../runTask.ts";

/** The task "Reset Samples" of the sample workspace: restores the samples that `npm start` opened. */
await runTask(async () => {
  console.log(`Restored ${await copySamples({ reset: true })}.`);
  return 0;
});
