import { execFile, spawn } from "node:child_process";
import { BlobReader } from "./blobReader.ts";

/** Git in one repository. */
export interface Git {
  /** Runs git with these arguments and resolves with its output. Rejects if git fails. */
  run(parameters: readonly string[], signal: AbortSignal): Promise<string>;
  /** Reads a file's content by its object id. Rejects if the repository lacks it. */
  readBlob(id: string, signal: AbortSignal): Promise<string>;
}

const mostBytes = 512 * 1024 * 1024;

/** Overrides the user's settings for printed paths: unquoted, with the prefixes "a/" and "b/". */
const asExpected = ["core.quotePath=false", "diff.mnemonicPrefix=false", "diff.noprefix=false"];

/** Prevents locks that another git may wait for, and fetching of objects that a partial clone lacks. */
const quietly = { GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_LITERAL_PATHSPECS: "0", LC_ALL: "C" };

/** Git in a folder. Dispose it to end the process that reads files. No process outlives what was awaited of it. */
export function gitIn(folder: string): Git & AsyncDisposable {
  const env = { ...process.env, ...quietly };
  const blobs = new BlobReader(() => spawn("git", ["cat-file", "--batch"], { cwd: folder, env }));
  return {
    run: (parameters, signal) =>
      new Promise((resolve, reject) => {
        const all = [...asExpected.flatMap((setting) => ["-c", setting]), ...parameters];
        const options = { cwd: folder, env, maxBuffer: mostBytes, encoding: "utf8", signal } as const;
        const child = execFile("git", all, options, (error, stdout) => {
          const settle = () => (error ? reject(error) : resolve(stdout));
          // An aborted call reports at once, while its process still ends.
          const hasEnded = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
          if (hasEnded) settle();
          else child.once("exit", settle);
        });
      }),
    readBlob: (id, signal) => blobs.read(id, signal),
    [Symbol.asyncDispose]: () => blobs.close(),
  };
}
