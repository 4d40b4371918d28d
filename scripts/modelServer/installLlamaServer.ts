import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../command.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";

/** Command that starts a llama-server, with the parameters before the server's own, and its folder of models. */
export interface LlamaServer {
  readonly command: string;
  readonly before: readonly string[];
  /** Folder for models, and its path inside the server's root. */
  readonly modelFolder: string;
  readonly seenAs: string;
}

/**
 * Returns a real llama-server: the one in HUNCH_LLAMA_SERVER, or Debian's package, installed into a separate root in
 * .cache. On the machine itself, only mmdebstrap is installed. Otherwise returns a sentence with the reason.
 */
export async function findLlamaServer(): Promise<LlamaServer | string> {
  const folder = inCache("llama");
  await mkdir(folder, { recursive: true });
  const named = process.env["HUNCH_LLAMA_SERVER"];
  if (named) {
    if (!existsSync(named)) return `The server named by HUNCH_LLAMA_SERVER is not there: ${named}`;
    return { command: named, before: [], modelFolder: folder, seenAs: folder };
  }
  const root = join(folder, "debian");
  if (!existsSync(root)) {
    if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
      return "No llama-server here. Name one with HUNCH_LLAMA_SERVER=/path/to/llama-server, or run as root on Debian.";
    }
    const fault = await step("Installing llama-server from Debian (once; about 40 s)", () =>
      installRoot(root).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    );
    // Debian unstable is sometimes inconsistent. That should not prevent the other tests.
    if (fault !== undefined) return `llama-server could not be installed from Debian. ${fault}`;
  }
  return { command: "chroot", before: [root, "llama-server"], modelFolder: join(root, "models"), seenAs: "/models" };
}

/** Prepares the root in a temporary folder and renames it, so that an interrupted installation is never used. */
async function installRoot(root: string): Promise<void> {
  if (!existsSync("/usr/bin/mmdebstrap")) {
    await runCommand("apt-get", ["update", "-qq"]);
    await runCommand("apt-get", ["install", "-y", "-qq", "mmdebstrap"], { env: quietEnvironment() });
  }
  const part = `${root}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await runCommand("mmdebstrap", [
      // Only unstable has llama.cpp. Mirrors often serve its index after the date of expiry.
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=Acquire::Check-Date "false"',
      '--aptopt=Acquire::Retries "3"',
      "--variant=apt",
      "--include=llama.cpp-tools,ca-certificates",
      "sid",
      part,
      await debianMirror(),
    ]);
    await mkdir(join(part, "models"), { recursive: true });
    await chmod(join(part, "models"), 0o755);
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
