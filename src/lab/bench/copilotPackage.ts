import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const version = "0.66.0";
const folder = fileURLToPath(new URL("../../.cache/copilot", import.meta.url));
const packages = join(folder, "node_modules");
const dist = join(packages, "@vscode/chat-lib/dist");

/** Whether Copilot's package has been installed here. */
export function isCopilotInstalled(): boolean {
  return existsSync(join(dist, "o200k_base.tiktoken"));
}

/**
 * Installs npm's @vscode/chat-lib into .cache/copilot, once. Its install script needs a tool that it does not bring, so
 * scripts stay off and what it would do is done here: parsers and dictionaries go where the engine looks for them.
 */
export function installCopilot(): void {
  if (isCopilotInstalled()) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  const { status } = spawnSync("npm", ["install", ...flags, `@vscode/chat-lib@${version}`], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm could not install @vscode/chat-lib@${version}.`);
  const parsers = join(packages, "@vscode/tree-sitter-wasm/wasm");
  for (const name of readdirSync(parsers).filter((each) => each.endsWith(".wasm"))) {
    copyFileSync(join(parsers, name), join(dist, name));
  }
  for (const name of ["cl100k_base.tiktoken", "o200k_base.tiktoken"]) {
    writeFileSync(join(dist, name), toBinary(readFileSync(join(dist, "src/_internal/platform/tokenizer/node", name))));
  }
}

/** A module of the package by its path below dist/src, after `installCopilot`. */
export function loadCopilotModule(path: string): unknown {
  return createRequire(join(folder, "package.json"))(`./node_modules/@vscode/chat-lib/dist/src/${path}`);
}

/**
 * The package ships its tokenizers' dictionaries as text where its reader expects lengths and bytes, and would count
 * about one token a byte; in VS Code the reader gets what it expects. The same terms, written as the reader wants them.
 */
function toBinary(dictionary: Buffer): Buffer {
  const lines = dictionary.toString("latin1").split("\n");
  const terms = lines.flatMap((line) => (line === "" ? [] : [Buffer.from(line.slice(0, line.indexOf(" ")), "base64")]));
  return Buffer.concat(terms.flatMap((term) => [lengthBytes(term.length), term]));
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
function lengthBytes(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
