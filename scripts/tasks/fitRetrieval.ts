import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** Fits the weights of retrieval on replay cases. */
await runTool(inProject("src/lab/fitRetrieval.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--max-old-space-size=8192",
]);
