import { globSync, statSync } from "node:fs";
import { basename } from "node:path";
import { buildForProduction } from "../build.ts";
import { packageExtension } from "../packageExtension.ts";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run package`: creates the .vsix in the project's root. */
await runTask(async () => {
  await buildForProduction();
  const vsix = await packageExtension();
  for (const file of [...globSync(inProject("l10n/bundle.l10n.*.json")).toSorted(), vsix])
    console.log(`${basename(file)} (${(statSync(file).size / 1000).toFixed(0)} KB)`);
  return 0;
});
