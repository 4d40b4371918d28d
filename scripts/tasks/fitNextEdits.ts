import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run fit:next-edits -- --data DIR`: fits the confidence of next edits on recorded moments; writes its tables. */
await runTool(inProject("src/lab/fitNextEdits.ts"), ["--max-old-space-size=8192"]);
