import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../command.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";

/** How a llama-server is started: a command, what stands before its own parameters, and where it looks for models. */
export interface LlamaServer {
  readonly command: string;
  readonly before: readonly string[];
  /** Folder in which models must lie, and how the server sees it. */
  readonly modelFolder: string;
  readonly seenAs: string;
}

/**
 * A real llama-server: the one HUNCH_LLAMA_SERVER names, or Debian's own package in a root of its own under .cache
 * (nothing on the machine changes but mmdebstrap, which makes that root). Otherwise a sentence that says why not.
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
    // Debian's unstable is now and then in between two versions: no reason to leave everything else untested.
    if (fault !== undefined) return `llama-server could not be installed from Debian. ${fault}`;
  }
  return { command: "chroot", before: [root, "llama-server"], modelFolder: join(root, "models"), seenAs: "/models" };
}

/** Made beside its place and renamed when whole, so that an interrupted install leaves nothing that looks finished. */
async function installRoot(root: string): Promise<void> {
  if (!existsSync("/usr/bin/mmdebstrap")) {
    await runCommand("apt-get", ["update", "-qq"]);
    await runCommand("apt-get", ["install", "-y", "-qq", "mmdebstrap"], { env: quietEnvironment() });
  }
  const part = `${root}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await runCommand("mmdebstrap", [
      // Only unstable has llama.cpp; mirrors often keep its index past the date it says.
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

/** The mirror that this machine's own apt uses. */
async function debianMirror(): Promise<string> {
  const folder = "/etc/apt/sources.list.d";
  const extra = existsSync(folder) ? (await readdir(folder)).map((name) => join(folder, name)) : [];
  const files = ["/etc/apt/sources.list", ...extra].filter((file) => existsSync(file));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const found = /https?:\/\/\S+\/debian\/?(?=\s|$)/.exec(texts.join("\n"));
  if (!found) throw new Error("apt's sources name no Debian mirror.");
  return found[0];
}

function quietEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
}
