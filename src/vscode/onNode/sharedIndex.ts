import * as vscode from "vscode";
import type { SharedPlace } from "../../app/ask/shared/sharedFinder.ts";
import { repositoryName } from "../../core/ask/shared/repositoryName.ts";
import { gitIn } from "../../git/gitIn.ts";
import type { SharedIndexAccess } from "../ask/createSharedFinder.ts";

const timeoutMs = 5_000;

/** Reaches PostgreSQL with its own client, which is loaded at the first question. */
export const sharedIndex: SharedIndexAccess = {
  open: async (address, password, limitMs) => {
    const { openPostgresStore } = await import("../../postgres/openPostgresStore.ts");
    return openPostgresStore({ address, password, timeoutMs: limitMs });
  },
  placeOf,
};

async function placeOf(uri: vscode.Uri): Promise<SharedPlace | undefined> {
  await using git = gitIn(uri.fsPath);
  const run = (...parameters: readonly string[]) => git.run(parameters, AbortSignal.timeout(timeoutMs));
  try {
    const [root = "", folder = ""] = (await run("rev-parse", "--show-toplevel", "--show-prefix")).split(/\r?\n/);
    const remote = await run("config", "--get", "remote.origin.url").catch(() => "");
    return {
      repositories: [...new Set([repositoryName(remote) ?? [], root.split("/").at(-1) ?? root].flat())],
      folder,
      uriOf: (path) => vscode.Uri.joinPath(uri, path).toString(),
    };
  } catch {
    return undefined; // No repository, or no git: the folder is not in a shared index.
  }
}
