import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNpm } from "../command.ts";
import { isVerified, type LockedPackages, lockFileFaults } from "../lockFileFaults.ts";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";
import { SetUpError } from "../setUpError.ts";

interface LockFile {
  readonly packages: LockedPackages;
}

/**
 * `npm run lock`: completes package-lock.json with the packages of all platforms and their hashes after dependencies
 * changed. npm never adds a hash to an existing entry, so entries without one are removed first and requested again.
 * Writes nothing if the registry lacks one of them.
 */
await runTask(async () => {
  const folder = await mkdtemp(join(tmpdir(), "hunch-lock-"));
  try {
    const lock = await completeLockFile(folder);
    const faults = lockFileFaults(lock.packages);
    if (faults.length > 0) throw new SetUpError(`package-lock.json was not changed:\n  ${faults.join("\n  ")}`);
    await writeFile(inProject("package-lock.json"), formatLockFile(lock));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log("package-lock.json is complete.");
  return 0;
});

/** Lets npm complete a copy of the lock file in `folder`, and returns the result. */
async function completeLockFile(folder: string): Promise<LockFile> {
  const lock = await readLockFile(inProject("package-lock.json"));
  const verified = Object.entries(lock.packages).filter(([path, locked]) => isVerified(path, locked));
  const copy = join(folder, "package-lock.json");
  await writeFile(copy, formatLockFile({ ...lock, packages: Object.fromEntries(verified) }));
  for (const name of ["package.json", ".npmrc"]) await copyFile(inProject(name), join(folder, name));
  await runNpm(["install", "--package-lock-only", "--loglevel=error"], { cwd: folder });
  return readLockFile(copy);
}

async function readLockFile(file: string): Promise<LockFile> {
  return JSON.parse(await readFile(file, "utf8"));
}

function formatLockFile(lock: LockFile): string {
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}
