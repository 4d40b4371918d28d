import { join } from "node:path";
import { tryCommand } from "../command.ts";
import { debianProgram } from "./debianProgram.ts";
import { findDebian } from "./findDebian.ts";

/** Command that starts a Neovim, with the parameters before its own and the environment that it needs. */
export interface Neovim {
  readonly command: string;
  readonly before: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Returns a Neovim with `vim.lsp.inline_completion`: the one in HUNCH_NVIM or on the PATH, or Debian's. Otherwise returns
 * a sentence with the reason.
 */
export async function findNeovim(): Promise<Neovim | string> {
  const named = process.env["HUNCH_NVIM"];
  const own = { command: named || "nvim", before: [], env: {} };
  if (await isNewEnough(own)) return own;
  if (named) return `The Neovim named by HUNCH_NVIM is older than 0.12 or does not start: ${named}`;
  const debian = await findDebian();
  if (typeof debian === "string") return `No Neovim 0.12 here. Name one with HUNCH_NVIM=/path/to/nvim. ${debian}`;
  const found = inRoot(debian.root);
  return found && (await isNewEnough(found)) ? found : "Debian's Neovim does not start here.";
}

function inRoot(root: string): Neovim | undefined {
  const program = debianProgram(root, "usr/bin/nvim");
  return (
    program && {
      ...program,
      env: {
        VIMRUNTIME: join(root, "usr/share/nvim/runtime"),
        LUA_CPATH: program.libraries.map((folder) => `${folder}/lua/5.1/?.so`).join(";"),
      },
    }
  );
}

async function isNewEnough({ command, before, env }: Neovim): Promise<boolean> {
  const probe = ["--headless", "--clean", "+lua io.stdout:write(vim.lsp.inline_completion and 'new' or 'old')", "+qa!"];
  try {
    const { output } = await tryCommand(command, [...before, ...probe], { env: { ...process.env, ...env } });
    return output.includes("new");
  } catch {
    return false; // There is no such program.
  }
}
