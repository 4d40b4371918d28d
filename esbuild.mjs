import { existsSync, globSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { lspBuild } from "./scripts/lspBuild.ts";
import { mcpBuild } from "./scripts/mcpBuild.ts";
import { copyRuntime, transformersBuild } from "./scripts/transformersBuild.ts";
import { webBuild } from "./scripts/webBuild.ts";

const { values: flags } = parseArgs({
  options: { production: { type: "boolean", default: false }, watch: { type: "boolean", default: false } },
});

/** Maximum size of the extension's main file, which VS Code reads at every start. */
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

/** Packages in separate files, which are only read when they are needed: to talk to a server, to read other settings. */
const later = ["openai", "yaml", "smol-toml"];

/**
 * Turns `import("openai")` in the extension into a separate file. A static import would include it in the main file, so
 * that is an error.
 * @type {esbuild.Plugin}
 */
const loadedLater = {
  name: "loaded-later",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${later.join("|")})($|/)`) }, ({ kind, path }) =>
      kind === "dynamic-import" && later.includes(path)
        ? { path: `./${path}.js`, external: true }
        : { errors: [{ text: `Import "${path}" with await import(): it is loaded only when it is needed.` }] },
    );
  },
};

/**
 * Turns the import of a module into a separate file of dist/, which is only read when it is needed.
 * @param {RegExp} module path of the module
 * @param {string} file
 * @param {string} when it is loaded
 * @returns {esbuild.Plugin}
 */
const inFile = (module, file, when) => ({
  name: file,
  setup({ onResolve }) {
    onResolve({ filter: module }, ({ kind, path }) =>
      kind === "dynamic-import"
        ? { path: `./${file}`, external: true }
        : { errors: [{ text: `Import "${path}" with await import(): it is loaded only when ${when}.` }] },
    );
  },
});
const telemetryLater = inFile(/\/telemetry\/openExporter\.ts$/, "telemetry.js", "a receiver is configured");
const postgresLater = inFile(/\/postgres\/openPostgresStore\.ts$/, "postgres.js", "a shared index is used");
const languagesLater = inFile(
  /\/generated\/languageTables\.ts$/,
  "languageTables.js",
  "a file of its language is learnt",
);

/** @type {esbuild.Plugin} */
const noTelemetryInside = {
  name: "no-telemetry-inside",
  setup({ onResolve }) {
    onResolve({ filter: /^@opentelemetry\// }, ({ path }) => ({
      errors: [{ text: `Import "${path}" in src/telemetry: it is loaded only when a receiver is configured.` }],
    }));
  },
};

/** @type {readonly (esbuild.BuildOptions & { entryPoints: string[] })[]} */
const builds = [
  {
    ...node,
    entryPoints: ["src/vscode/onNode/extension.ts"],
    outfile: "dist/extension.js",
    format: "cjs",
    // As require(), so that the default export of such a file is the same as in an ES module.
    supported: { "dynamic-import": false },
    plugins: [loadedLater, telemetryLater, noTelemetryInside, postgresLater, languagesLater],
  },
  { ...webBuild("dist/web.js"), ...common, entryPoints: ["src/vscode/onWeb/extension.ts"] },
  ...later.map((name) => ({
    ...node,
    stdin: { contents: reexport(name), resolveDir: "." },
    entryPoints: [],
    outfile: `dist/${name}.js`,
    format: /** @type {const} */ ("cjs"),
  })),
  { ...node, entryPoints: ["src/telemetry/openExporter.ts"], outfile: "dist/telemetry.js", format: "cjs" },
  {
    ...node,
    entryPoints: ["src/core/engine/language/generated/languageTables.ts"],
    outfile: "dist/languageTables.js",
    format: "cjs",
  },
  {
    ...node,
    entryPoints: ["src/postgres/openPostgresStore.ts"],
    outfile: "dist/postgres.js",
    format: "cjs",
    external: ["pg-native", "cloudflare:sockets"],
  },
  // For editors other than VS Code; not part of the .vsix.
  { ...lspBuild("dist/hunch-lsp.cjs"), ...common, entryPoints: ["src/lsp/hunchLsp.ts"] },
  // Only read by the worker thread of a model inside the editor.
  { ...common, ...transformersBuild("dist/transformers") },
  {
    ...node,
    // What takes longer than a keystroke may runs on threads of its own.
    entryPoints: ["src/cli/evaluationWorker.ts", "src/vscode/onNode/indexWorker.ts"],
    outdir: "dist",
    entryNames: "[name]",
    format: "cjs",
    supported: { "dynamic-import": false },
    plugins: [languagesLater],
  },
  // A process of its own, which agents start.
  { ...mcpBuild("dist/mcp.js"), ...common, entryPoints: ["src/mcp/mcp.ts"] },
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
    // The commands of src/cli that scripts of package.json start. They run in the checkout.
    entryPoints: ["complete", "indexRepository", "replay"]
      .map((name) => `src/cli/${name}.ts`)
      .filter((file) => existsSync(file)),
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
  else process.exitCode = 1; // esbuild has printed the errors.
}

/** @param {string} name of a package; all of them have a default export, which `export *` leaves out */
function reexport(name) {
  return `export * from "${name}"; export { default } from "${name}";`;
}

function printSizes() {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((name) => /\.[cm]?js$/.test(name));
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
