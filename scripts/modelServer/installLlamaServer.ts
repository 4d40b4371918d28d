import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { canInstallDebian, installDebianRoot } from "../debianRoot.ts";
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
    if (!canInstallDebian()) {
      return "No llama-server here. Name one with HUNCH_LLAMA_SERVER=/path/to/llama-server, or run as root on Debian.";
    }
    const fault = await step("Installing llama-server from Debian (once; about 40 s)", () =>
      installDebianRoot(root, ["llama.cpp-tools", "ca-certificates"], addModelFolder).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    );
    // Debian unstable is sometimes inconsistent. That should not prevent the other tests.
    if (fault !== undefined) return `llama-server could not be installed from Debian. ${fault}`;
  }
  return { command: "chroot", before: [root, "llama-server"], modelFolder: join(root, "models"), seenAs: "/models" };
}

async function addModelFolder(root: string): Promise<void> {
  await mkdir(join(root, "models"), { recursive: true });
  await chmod(join(root, "models"), 0o755);
}
