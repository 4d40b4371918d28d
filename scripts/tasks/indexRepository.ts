import { runNode } from "../command.ts";
import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run index -- --repo PATH --store postgres://…`: builds or updates the index of a repository that a team shares. */
await runNode("esbuild.mjs", []);
await runTool(inProject("dist/cli/indexRepository.mjs"), ["--enable-source-maps"]);
