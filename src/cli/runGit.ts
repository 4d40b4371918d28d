import { execFile } from "node:child_process";
import type { Git } from "../core/replay/history/gitLog.ts";

const mostBytes = 512 * 1024 * 1024;

/** Git in a folder. A path's quotes are off, so that names outside ASCII come as they are. */
export function gitIn(folder: string): Git {
  return (parameters, signal) =>
    new Promise((resolve, reject) => {
      const all = ["-c", "core.quotePath=false", ...parameters];
      execFile("git", all, { cwd: folder, maxBuffer: mostBytes, encoding: "utf8", signal }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
}
