import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:lsp`: measures the language server over stdio beside the core in this process, and its memory. */
await runTool(inProject("src/lab/bench/languageServer.ts"), ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]);
