import { execFile } from "node:child_process";
import type { Git } from "../core/replay/history/gitLog.ts";

const mostBytes = 512 * 1024 * 1024;

/** What a user may have set that changes how paths are printed: names come as they are, behind "a/" and "b/". */
const asExpected = ["core.quotePath=false", "diff.mnemonicPrefix=false", "diff.noprefix=false"];

/** Git in a folder. */
export function gitIn(folder: string): Git {
  return (parameters, signal) =>
    new Promise((resolve, reject) => {
      const all = [...asExpected.flatMap((setting) => ["-c", setting]), ...parameters];
      execFile("git", all, { cwd: folder, maxBuffer: mostBytes, encoding: "utf8", signal }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
}
