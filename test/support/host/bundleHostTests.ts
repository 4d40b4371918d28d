import { globSync } from "node:fs";
import { build } from "esbuild";
import { inCache, inProject } from "../../../scripts/paths.ts";

/**
 * Bundles test files into one file with the function `run` that VS Code calls, and returns its path.
 * @param pattern glob of the files, relative to the project
 */
export async function bundleHostTests(pattern: string): Promise<string> {
  const files = globSync(pattern, { cwd: inProject() }).sort();
  const loads = files.map((file) => `await import(${JSON.stringify(`./${file}`)});`).join("\n");
  const outfile = inCache("hostTests", "index.cjs");
  await build({
    stdin: {
      contents: `import { runTests } from "./test/support/host/mochaEntry.ts";
        export const run = () => runTests(async () => { ${loads} });`,
      resolveDir: inProject(),
      loader: "ts",
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode", "mocha"],
    supported: { "dynamic-import": false },
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}
