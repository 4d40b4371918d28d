import type { BuildOptions } from "esbuild";

/**
 * Builds the MCP server: one file that also runs as the thread of its index.
 * @param outfile path of the file
 */
export function mcpBuild(outfile: string): BuildOptions {
  return {
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    entryPoints: ["src/mcp/mcp.ts"],
    outfile,
    sourcesContent: false,
    logLevel: "warning",
    banner: { js: "#!/usr/bin/env node" },
    define: { "import.meta.filename": "__filename" },
  };
}
