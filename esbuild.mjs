import { existsSync, globSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { copyRuntime, transformersBuild } from "./scripts/transformersBuild.ts";

const { values: flags } = parseArgs({
  options: { production: { type: "boolean", default: false }, watch: { type: "boolean", default: false } },
});

/** A start of VS Code pays for every byte of the extension's main file. */
const maxExtensionBytes = 1_000_000;

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: flags.production,
  sourcemap: flags.production ? false : "linked",
  sourcesContent: false,
  logLevel: "warning",
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: "node", target: "node22", external: ["vscode"] };

/**
 * `import("openai")` in the extension becomes a file of its own, read when a model server is configured: who uses the
 * embedded engine never pays for it. A static import would bring it back in, so that is an error.
 * @type {esbuild.Plugin}
 */
const openaiLater = {
  name: "openai-later",
  setup({ onResolve }) {
    onResolve({ filter: /^openai($|\/)/ }, ({ kind, path }) =>
      kind === "dynamic-import" && path === "openai"
        ? { path: "./openai.js", external: true }
        : {
            errors: [
              { text: `Import "${path}" with await import("openai"): it is loaded only when a server is configured.` },
            ],
          },
    );
  },
};

/** @type {readonly (esbuild.BuildOptions & { entryPoints: string[] })[]} */
const builds = [
  {
    ...node,
    entryPoints: ["src/vscode/extension.ts"],
    outfile: "dist/extension.js",
    format: "cjs",
    // As require(), so that a default export of openai.js arrives as it does in an ES module.
    supported: { "dynamic-import": false },
    plugins: [openaiLater],
  },
  {
    ...node,
    stdin: { contents: 'export * from "openai"; export { default } from "openai";', resolveDir: "." },
    entryPoints: [],
    outfile: "dist/openai.js",
    format: "cjs",
  },
  // Read when a model inside the editor is chosen, and then by a thread of its own.
  { ...common, ...transformersBuild("dist/transformers") },
  {
    ...node,
    // What takes longer than a keystroke may runs on threads of its own.
    entryPoints: ["src/cli/evaluationWorker.ts", "src/vscode/ask/indexWorker.ts"],
    outdir: "dist",
    entryNames: "[name]",
    format: "cjs",
  },
  {
    ...common,
    entryPoints: globSync("src/webview/*.ts").filter((file) => basename(file) !== "protocol.ts"),
    outdir: "dist/webview",
    format: "iife",
    platform: "browser",
    target: "es2022",
    tsconfigRaw: {},
  },
  {
    ...node,
    // The tools of src/cli that package.json's scripts start; they run in the checkout, beside node_modules.
    entryPoints: ["complete", "replay"].map((name) => `src/cli/${name}.ts`).filter((file) => existsSync(file)),
    outdir: "dist/cli",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    packages: "external",
    minify: false,
    sourcemap: "linked",
  },
];

rmSync("dist", { recursive: true, force: true });
copyRuntime("dist/transformers");
const wanted = builds.filter(({ entryPoints, stdin }) => entryPoints.length > 0 || stdin);
if (flags.watch) {
  const contexts = await Promise.all(wanted.map((options) => esbuild.context({ ...options, logLevel: "info" })));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const finished = await Promise.allSettled(wanted.map((options) => esbuild.build(options)));
  if (finished.every(({ status }) => status === "fulfilled")) printSizes();
  else process.exitCode = 1; // esbuild has said what is wrong.
}

function printSizes() {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((name) => /\.m?js$/.test(name));
  for (const name of files.sort()) console.log(`${kilobytes(`dist/${name}`).padStart(9)} KB  dist/${name}`);
  const bytes = statSync("dist/extension.js").size;
  if (flags.production && bytes > maxExtensionBytes) {
    console.error(`dist/extension.js has ${bytes} bytes; at most ${maxExtensionBytes} are allowed.`);
    process.exitCode = 1;
  }
}

/** @param {string} file */
function kilobytes(file) {
  return (statSync(file).size / 1000).toFixed(1);
}
