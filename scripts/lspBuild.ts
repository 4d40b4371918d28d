import type { BuildOptions } from "esbuild";

/**
 * Builds the language server: one file that also runs as the thread of Ask's index.
 * @param outfile path of the file
 */
export function lspBuild(outfile: string): BuildOptions {
  return {
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    entryPoints: ["src/lsp/hunchLsp.ts"],
    outfile,
    sourcesContent: false,
    logLevel: "warning",
    // A small young generation costs no time here, and saves a third of the memory.
    banner: { js: "#!/usr/bin/env -S node --max-semi-space-size=4" },
    define: { "import.meta.filename": "__filename" },
    // As require(), so that a package is only evaluated when it is needed.
    supported: { "dynamic-import": false },
  };
}
