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
    // A young generation of half the usual size costs little time, and saves a tenth of the memory.
    banner: { js: "#!/usr/bin/env -S node --max-semi-space-size=8" },
    define: { "import.meta.filename": "__filename" },
    // As require(), so that a package is only evaluated when it is needed.
    supported: { "dynamic-import": false },
  };
}
