import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../command.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";
import { aptGet } from "./aptGet.ts";
import { debianMirror } from "./debianMirror.ts";

/** The real programs that tests use, and a shell with basic programs, which PostgreSQL starts. */
const packages = [
  "coreutils",
  "dash",
  "llama.cpp-tools",
  "neovim",
  "postgresql-18",
  "postgresql-18-pgvector",
  "victoria-metrics",
];

/** A folder that contains programs of Debian with their libraries. */
export interface DebianRoot {
  /** Its absolute path. */
  readonly root: string;
}

let found: Promise<DebianRoot | string> | undefined;

/**
 * Returns a folder in .cache that contains the programs of Debian unstable that tests use. Installs them the first
 * time. On the machine itself, only mmdebstrap is installed. Otherwise returns a sentence with the reason.
 */
export function findDebian(): Promise<DebianRoot | string> {
  found ??= findOrInstall();
  return found;
}

async function findOrInstall(): Promise<DebianRoot | string> {
  const root = inCache("debian");
  const list = join(root, "packages.txt");
  const wanted = packages.join("\n");
  if (existsSync(list) && (await readFile(list, "utf8")) === wanted) return { root };
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0)
    return "Run as root on Debian, where it is installed into a separate folder.";
  const part = `${root}.${process.pid}.part`;
  try {
    await step("Installing llama-server, Neovim, PostgreSQL and VictoriaMetrics from Debian (once; about 60 s)", () =>
      install(part),
    );
    await writeFile(join(part, "packages.txt"), wanted);
    await rm(root, { recursive: true, force: true });
    await rename(part, root); // Only now, so that an interrupted installation is never used.
    return { root };
  } catch (error) {
    // Debian unstable is sometimes inconsistent. That should not prevent the other tests.
    return `It could not be installed from Debian. ${String(error)}`;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * Extracts the packages without configuring them, which would take three times as long, and adds what their scripts
 * would have added and the programs need.
 */
async function install(root: string): Promise<void> {
  if (!existsSync("/usr/bin/mmdebstrap")) await aptGet.install("mmdebstrap");
  await mkdir(join(root, ".."), { recursive: true });
  await runCommand("mmdebstrap", [
    // Mirrors often serve the index of unstable after the date of expiry.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    '--aptopt=Acquire::Check-Date "false"',
    '--aptopt=Acquire::Retries "3"',
    "--variant=extract",
    `--include=${packages.join(",")}`,
    "sid",
    root,
    await debianMirror(),
  ]);
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    const isMissing = existsSync(join(root, "usr", name)) && !existsSync(join(root, name));
    if (isMissing) await symlink(`usr/${name}`, join(root, name));
  }
  await writeFile(join(root, "etc/passwd"), "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/sh\n");
  await writeFile(join(root, "etc/group"), "root:x:0:\nnogroup:x:65534:\n");
  // PostgreSQL runs as nobody and keeps its data in /tmp.
  for (const name of ["tmp", "dev/shm"]) {
    await mkdir(join(root, name), { recursive: true });
    await chmod(join(root, name), 0o1777);
  }
}
