import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const version = "0.66.0";
const folder = fileURLToPath(new URL("../../../.cache/copilot", import.meta.url));
const packages = join(folder, "node_modules");
const dist = join(packages, "@vscode/chat-lib/dist");

/** Whether Copilot's package is installed in .cache. */
export function isCopilotInstalled(): boolean {
  return existsSync(join(dist, "o200k_base.tiktoken"));
}

/**
 * Installs @vscode/chat-lib from npm into .cache/copilot, once. Its install script needs a tool that the package does
 * not contain. So scripts are off, and this function copies parsers and dictionaries to where the engine expects them.
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

/** Loads a module of the package by its path below dist/src. Requires `installCopilot`. */
export function loadCopilotModule(path: string): unknown {
  return createRequire(join(folder, "package.json"))(`./node_modules/@vscode/chat-lib/dist/src/${path}`);
}

/**
 * Converts a tokenizer's dictionary to the binary format that the package's reader expects. The package ships it as
 * text, with which the reader would count about one token per byte. In VS Code it is binary.
 */
function toBinary(dictionary: Buffer): Buffer {
  const lines = dictionary.toString("latin1").split("\n");
  const terms = lines.flatMap((line) => (line === "" ? [] : [Buffer.from(line.slice(0, line.indexOf(" ")), "base64")]));
  return Buffer.concat(terms.flatMap((term) => [lengthBytes(term.length), term]));
}

/** Encodes a length as LEB128: seven bits per byte, lowest first; the highest bit means that more bytes follow. */
function lengthBytes(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
