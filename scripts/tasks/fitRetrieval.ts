import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run fit:retrieval -- --data DIR`: fits the weights of retrieval on recorded edits. */
await runTool(inProject("src/lab/fitRetrieval.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--max-old-space-size=8192",
]);
