import type { SharedPlace } from "../app/ask/shared/sharedFinder.ts";
import { repositoryName } from "../core/ask/shared/repositoryName.ts";
import { gitIn } from "../git/gitIn.ts";

const timeoutMs = 5_000;

/**
 * Finds the repository of an open folder, under the names by which a team's index may know it. The two commands of git
 * only read: they run no program that the repository's configuration names.
 *
 * @param folder path of the open folder
 * @param uriOf the uri of a file; its path is relative to the open folder
 * @returns undefined without a repository, or without git
 */
export async function repositoryPlace(folder: string, uriOf: SharedPlace["uriOf"]): Promise<SharedPlace | undefined> {
  await using git = gitIn(folder);
  const run = (...parameters: readonly string[]) => git.run(parameters, AbortSignal.timeout(timeoutMs));
  try {
    const [root = "", prefix = ""] = (await run("rev-parse", "--show-toplevel", "--show-prefix")).split(/\r?\n/);
    const remote = await run("config", "--get", "remote.origin.url").catch(() => "");
    const names = [repositoryName(remote) ?? [], root.split("/").at(-1) ?? root].flat();
    return { repositories: [...new Set(names)], folder: prefix, uriOf };
  } catch {
    return undefined; // No repository, or no git: the folder is not in a shared index.
  }
}
