import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** How long a request takes to leave, and its answer to become a suggestion. */
await runTool(inProject("src/lab/bench/latency.ts"), ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]);
