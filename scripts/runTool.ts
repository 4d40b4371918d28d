import { spawn } from "node:child_process";
import { runTask } from "./runTask.ts";

/** Runs a script under this Node with the task's parameters, in the user's working directory. */
export function runTool(script: string, nodeParameters: readonly string[] = []): Promise<never> {
  return runTask(
    (parameters) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [...nodeParameters, script, ...parameters], {
          cwd: process.env["INIT_CWD"] ?? process.cwd(),
          stdio: "inherit",
        });
        child.on("error", reject);
        child.on("close", (code) => resolve(code ?? 1));
      }),
  );
}
