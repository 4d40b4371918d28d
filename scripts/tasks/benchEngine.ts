import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:engine`: measures time and memory of the embedded engine. */
await runTool(inProject("src/lab/bench/engineBench.ts"), ["--expose-gc"]);
