import { spawn } from "node:child_process";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run build`, `npm run watch`: esbuild with the terminal to itself. */
await runTask(
  (parameters) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ["esbuild.mjs", ...parameters], { cwd: inProject(), stdio: "inherit" });
      child.on("error", reject);
      child.on("close", (code) => resolve(code ?? 0)); // null: ended by Ctrl+C, the way out of watching.
    }),
);
