import { builtinModules } from "node:module";
import type { BuildOptions, Plugin } from "esbuild";

const builtIns = builtinModules.map((name) => name.replace(/[/.]/g, "\\$&")).join("|");

/** Turns the import of a module of Node into an error that says what to do. */
const noNode: Plugin = {
  name: "no-node",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(node:.*|${builtIns})$`) }, ({ path, importer }) => ({
      errors: [
        {
          text: `"${path}" does not exist in a browser, but ${importer} imports it. Put it behind src/vscode/runtime/runtime.ts.`,
        },
      ],
    }));
  },
};

/**
 * Builds the extension for the worker of a browser: one file, because `require` knows nothing there but `vscode`.
 * @param outfile path of the file
 */
export function webBuild(outfile: string): BuildOptions {
  return {
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "cjs",
    // The parsers read files of the home folder, which a browser does not have; their imports are never run.
    external: ["vscode", "yaml", "smol-toml"],
    outfile,
    sourcesContent: false,
    logLevel: "warning",
    plugins: [noNode],
    tsconfigRaw: {},
  };
}
