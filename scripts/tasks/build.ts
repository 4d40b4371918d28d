import { spawn } from "node:child_process";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run build`, `npm run watch`: runs esbuild with its own output. */
await runTask(
  (parameters) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ["esbuild.mjs", ...parameters], { cwd: inProject(), stdio: "inherit" });
      child.on("error", reject);
      child.on("close", (code) => resolve(code ?? 0)); // null: ended by Ctrl+C, which ends watching.
    }),
);
