import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** Copilot's own engine on the same cases. */
await runTool(inProject("src/lab/bench/copilot.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--max-old-space-size=8192",
]);
