import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:retrieval`: measures the time of retrieval, by number and size of files. */
await runTool(inProject("src/lab/bench/retrieval.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--max-old-space-size=8192",
]);
