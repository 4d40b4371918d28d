import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inCache, inProject } from "./paths.ts";
import { SetUpError } from "./setUpError.ts";

interface CopyOptions {
  /** Discards the user's edits. */
  readonly reset: boolean;
  /** Folder of the copy and its stamp. */
  readonly folder?: string;
}

/**
 * Copies samples/ into .cache and returns the path of the copy, so that trying Hunch leaves the checkout clean. The user's
 * edits are kept until the samples of the checkout change. Files are restored in place, so a window may show them.
 */
export async function copySamples({ reset, folder = inCache("start") }: CopyOptions): Promise<string> {
  const samples = inProject("samples");
  if (!existsSync(samples)) throw new SetUpError(`The sample workspace is missing: ${samples}`);
  const copy = join(folder, "samples");
  const stamp = join(folder, "samples.sha256");
  const hash = hashFolder(samples);
  const isCurrent = existsSync(copy) && existsSync(stamp) && (await readFile(stamp, "utf8")) === hash;
  if (isCurrent && !reset) return copy;
  await mkdir(copy, { recursive: true });
  for (const name of filesIn(copy)) if (!existsSync(join(samples, name))) await rm(join(copy, name));
  await cp(samples, copy, { recursive: true, force: true });
  await writeTasks(copy);
  await writeFile(stamp, hash);
  return copy;
}

/** Writes the task "Reset Samples", which the user runs with "Tasks: Run Task". */
async function writeTasks(workspace: string): Promise<void> {
  const reset = {
    label: "Reset Samples",
    type: "process",
    command: "node",
    args: [inProject("scripts", "run.mjs"), "resetSamples"],
    presentation: { reveal: "silent" },
    problemMatcher: [],
  };
  await mkdir(join(workspace, ".vscode"), { recursive: true });
  await writeFile(
    join(workspace, ".vscode", "tasks.json"),
    JSON.stringify({ version: "2.0.0", tasks: [reset] }, undefined, 2),
  );
}

function filesIn(folder: string): readonly string[] {
  return globSync("**/*", { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile());
}

function hashFolder(folder: string): string {
  const hash = createHash("sha256");
  for (const name of filesIn(folder).toSorted()) {
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}
