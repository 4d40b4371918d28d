import { globSync } from "node:fs";
import { rm } from "node:fs/promises";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run clean`: removes all generated files, except node_modules. */
await runTask(async () => {
  const made = ["dist", ".cache", ...globSync("*.{vsix,tgz}", { cwd: inProject() })];
  for (const name of made) await rm(inProject(name), { recursive: true, force: true, maxRetries: 5 });
  console.log(`Removed ${made.join(", ")}.`);
  return 0;
});
