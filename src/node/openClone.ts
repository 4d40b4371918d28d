import { pathToFileURL } from "node:url";
import { createAskSources, isAskedAbout } from "../app/ask/askSources.ts";
import type { Clone } from "../app/ask/shared/clone.ts";
import { childUri } from "../app/files/uriPath.ts";
import { logParameters, parseLog } from "../core/ask/history/parseLog.ts";
import { repositoryName } from "../core/ask/shared/repositoryName.ts";
import type { Git } from "../git/gitIn.ts";
import { openNodeWorkspace } from "./nodeWorkspace.ts";

/** A clone of a repository on this machine. */
export interface OpenedClone extends Clone {
  /** Shared by all clones: the address of "origin", or the folder's name. */
  readonly name: string;
}

/** Git modes of regular files: links are not followed. */
const regularFile = /^100(?:644|755) /;

/** The name of a commit comes from the database. Anything else could be an option of git, such as `--output`. */
const commitName = /^[0-9a-f]{40,64}$/;

/**
 * Opens a clone for indexing. Reads its files through the gate: those that are excluded or secret are left out.
 * @param root path of the clone's root folder
 * @param git in that folder
 * @param onError receives sentences about files that can't be read
 */
export async function openClone(root: string, git: Git, onError: (sentence: string) => void): Promise<OpenedClone> {
  const signal = new AbortController().signal;
  const run = (...parameters: readonly string[]) => git.run(["-c", "core.fsmonitor=false", ...parameters], signal);
  const names = async (...parameters: readonly string[]) =>
    (await run(...parameters)).split("\0").filter((name) => name !== "");
  const folder = pathToFileURL(root).href;
  const sources = createAskSources({ recentUris: () => [], ...openNodeWorkspace(root, onError) });
  const commit = (await run("rev-parse", "HEAD")).trim();
  const tracked = (await names("ls-files", "-s", "-z")).filter((row) => regularFile.test(row));
  const paths = tracked.map((row) => row.slice(row.indexOf("\t") + 1));
  const remote = await run("config", "--get", "remote.origin.url").catch(() => "");
  return {
    name: repositoryName(remote) ?? root.split(/[\\/]/).findLast((part) => part !== "") ?? root,
    commit,
    paths: paths.filter((path) => isAskedAbout(childUri(folder, path), path)),
    uncommitted: await names("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "HEAD"),
    changedSince: async (earlier) => {
      if (!commitName.test(earlier)) return undefined;
      return names("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", earlier, "HEAD").catch(
        () => undefined,
      );
    },
    history: async () => parseLog(await git.run(logParameters, signal)),
    read: async (path) => (await sources.read(childUri(folder, path)))?.text,
  };
}
