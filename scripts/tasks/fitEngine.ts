import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run fit:engine -- --data DIR`: fits the embedded engine on recorded edits and writes its tables. */
await runTool(inProject("src/lab/fitEngine.ts"), ["--max-old-space-size=8192"]);
