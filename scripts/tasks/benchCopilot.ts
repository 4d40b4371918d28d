import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:copilot`: compares Copilot's engine with Hunch on the same files and cases. */
await runTool(inProject("src/lab/bench/copilot.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--max-old-space-size=8192",
]);
