import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runCommand } from "./command.ts";

/** Whether packages of Debian can be installed into a folder here. */
export function canInstallDebian(): boolean {
  return existsSync("/etc/debian_version") && process.getuid?.() === 0;
}

/**
 * Installs packages of Debian unstable into a root of their own. On the machine itself, only mmdebstrap is installed.
 * Prepares the root in a temporary folder and renames it, so that an interrupted installation is never used.
 * @param finish prepares the root further before it is renamed
 */
export async function installDebianRoot(
  root: string,
  packages: readonly string[],
  finish: (part: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  if (!existsSync("/usr/bin/mmdebstrap")) {
    await runCommand("apt-get", ["update", "-qq"]);
    await runCommand("apt-get", ["install", "-y", "-qq", "mmdebstrap"], { env: quietEnvironment() });
  }
  await mkdir(dirname(root), { recursive: true });
  const part = `${root}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await runCommand("mmdebstrap", [
      // Mirrors often serve the index of unstable after the date of expiry.
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=Acquire::Check-Date "false"',
      '--aptopt=Acquire::Retries "3"',
      "--variant=apt",
      `--include=${packages.join(",")}`,
      "sid",
      part,
      await debianMirror(),
    ]);
    await finish(part);
    await rename(part, root);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Returns the mirror that apt uses on this machine. */
async function debianMirror(): Promise<string> {
  const folder = "/etc/apt/sources.list.d";
  const extra = existsSync(folder) ? (await readdir(folder)).map((name) => join(folder, name)) : [];
  const files = ["/etc/apt/sources.list", ...extra].filter((file) => existsSync(file));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const found = /https?:\/\/\S+\/debian\/?(?=\s|$)/.exec(texts.join("\n"));
  if (!found) throw new Error("apt's sources contain no Debian mirror.");
  return found[0];
}

function quietEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
}
