import { readFile, writeFile } from "node:fs/promises";
import { type LockedPackages, missingPlatformPackages } from "../completeLockFile.ts";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run lock`, after dependencies were changed: names every platform's packages in package-lock.json. */
await runTask(async () => {
  const file = inProject("package-lock.json");
  const lock: { packages: LockedPackages } = JSON.parse(await readFile(file, "utf8"));
  const missing = missingPlatformPackages(lock.packages);
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, "en"));
  await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, undefined, 2)}\n`);
  const names = Object.keys(missing);
  console.log(names.length === 0 ? "The lock file is complete." : `Added:\n  ${names.join("\n  ")}`);
  return 0;
});
