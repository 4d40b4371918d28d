import { runNode } from "../command.ts";
import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run replay -- --data DIR`: prints figures of retrieval and engine on recorded edits. */
await runNode("esbuild.mjs", []);
await runTool(inProject("dist/cli/replay.mjs"), ["--enable-source-maps", "--max-old-space-size=8192"]);
