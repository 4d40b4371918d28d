import { execFile } from "node:child_process";
import type { Git } from "../core/replay/history/gitLog.ts";

const mostBytes = 512 * 1024 * 1024;

/** What a user may have set that changes how paths are printed: names come as they are, behind "a/" and "b/". */
const asExpected = ["core.quotePath=false", "diff.mnemonicPrefix=false", "diff.noprefix=false"];

/** Takes no lock another git may wait for, and fetches nothing that a partial clone has left out. */
const quietly = { GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_LITERAL_PATHSPECS: "0", LC_ALL: "C" };

/** Git in a folder. */
export function gitIn(folder: string): Git {
  return (parameters, signal) =>
    new Promise((resolve, reject) => {
      const all = [...asExpected.flatMap((setting) => ["-c", setting]), ...parameters];
      const env = { ...process.env, ...quietly };
      execFile("git", all, { cwd: folder, env, maxBuffer: mostBytes, encoding: "utf8", signal }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
}

/** Why git, or whatever else, failed: in git's own words where it left any. */
export function reasonOf(error: unknown): string {
  return error instanceof Error
    ? (error.message.split("\n").find((line) => line.startsWith("fatal")) ?? error.message)
    : String(error);
}
