import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run fit:language -- --sources DIR`: counts how languages are written; writes the tables of the engine. */
await runTool(inProject("src/lab/fitLanguage.ts"), ["--max-old-space-size=8192"]);
