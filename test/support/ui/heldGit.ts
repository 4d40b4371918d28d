import { existsSync, readFileSync } from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { isRunning } from "./isRunning.ts";

/** A `git` that a test can delay. */
export interface HeldGit {
  /** Value of PATH with this `git` first. */
  readonly path: string;
  /** Delays each `git` that is started from now on. */
  readonly hold: () => Promise<void>;
  /** Whether a `git` is waiting. */
  readonly isWaiting: () => boolean;
  /** Continues the waiting ones and stops delaying. */
  readonly release: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Creates a folder with a script `git` that forwards to the real one. */
export async function makeHeldGit(): Promise<HeldGit> {
  const folder = await makeTemporaryFolder();
  const real = process.env["PATH"] ?? "";
  const [held, waiting] = [join(folder.path, "held"), join(folder.path, "waiting")];
  const script = join(folder.path, "git");
  const lines = [
    "#!/bin/sh",
    `if [ -e '${held}' ]; then echo $$ > '${waiting}'; fi`,
    `while [ -e '${held}' ]; do sleep 0.05; done`,
    `PATH='${real}' exec git "$@"`,
    "",
  ];
  await writeFile(script, lines.join("\n"));
  await chmod(script, 0o755);
  return {
    path: `${folder.path}${delimiter}${real}`,
    hold: async () => {
      await rm(waiting, { force: true });
      await writeFile(held, "");
    },
    isWaiting: () => {
      const pid = existsSync(held) && existsSync(waiting) ? Number(readFileSync(waiting, "utf8")) : 0;
      return pid > 0 && isRunning(pid);
    },
    release: () => rm(held, { force: true }),
    remove: () => folder.remove(),
  };
}
