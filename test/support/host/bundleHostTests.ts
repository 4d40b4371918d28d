import { globSync } from "node:fs";
import { build } from "esbuild";
import { inCache, inProject } from "../../../scripts/paths.ts";

/** Bundles test/vscode/host/*.test.ts into one file whose `run` VS Code calls, and returns its path. */
export async function bundleHostTests(): Promise<string> {
  const files = globSync("test/vscode/host/*.test.ts", { cwd: inProject() }).sort();
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
