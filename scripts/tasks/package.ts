import { statSync } from "node:fs";
import { basename } from "node:path";
import { buildForProduction } from "../build.ts";
import { packageExtension } from "../packageExtension.ts";
import { runTask } from "../runTask.ts";

/** `npm run package`: creates the .vsix in the project's root. */
await runTask(async () => {
  await buildForProduction();
  const vsix = await packageExtension();
  console.log(`${basename(vsix)} (${(statSync(vsix).size / 1000).toFixed(0)} KB)`);
  return 0;
});
