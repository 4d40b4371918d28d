import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:statistics`: how long a million recorded events take to read and sum up. */
await runTool(inProject("src/lab/bench/statistics.ts"), ["--expose-gc"]);
