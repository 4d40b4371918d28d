import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:latency`: measures the time until a request is sent, and from its answer to the suggestion. */
await runTool(inProject("src/lab/bench/latency.ts"), ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]);
