import { spawn } from "node:child_process";
import { runNode } from "../command.ts";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run complete -- FILE:LINE:COL …`: completes without an editor, in the user's working directory. */
await runTask(async (parameters) => {
  await runNode("esbuild.mjs", []);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", inProject("dist/cli/complete.mjs"), ...parameters], {
      cwd: process.env["INIT_CWD"] ?? process.cwd(),
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
});
