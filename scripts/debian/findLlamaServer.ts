import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { inCache } from "../paths.ts";
import { findDebian } from "./findDebian.ts";

/** Command that starts a llama-server, with the parameters before the server's own, and its folder of models. */
export interface LlamaServer {
  readonly command: string;
  readonly before: readonly string[];
  /** Folder for models, and its path inside the server's root. */
  readonly modelFolder: string;
  readonly seenAs: string;
}

/** Returns a real llama-server: the one in HUNCH_LLAMA_SERVER, or Debian's. Otherwise returns a sentence with the reason. */
export async function findLlamaServer(): Promise<LlamaServer | string> {
  const folder = inCache("llama");
  await mkdir(folder, { recursive: true });
  const named = process.env["HUNCH_LLAMA_SERVER"];
  if (named) {
    if (!existsSync(named)) return `The server named by HUNCH_LLAMA_SERVER is not there: ${named}`;
    return { command: named, before: [], modelFolder: folder, seenAs: folder };
  }
  const debian = await findDebian();
  if (typeof debian === "string")
    return `No llama-server here. Name one with HUNCH_LLAMA_SERVER=/path/to/llama-server. ${debian}`;
  const modelFolder = join(debian.root, "models");
  await mkdir(modelFolder, { recursive: true });
  return { command: "chroot", before: [debian.root, "llama-server"], modelFolder, seenAs: "/models" };
}
