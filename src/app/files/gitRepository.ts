import { type GitConfigEntry, parseGitConfig } from "../../core/context/gitConfig.ts";
import { type GitSituation, isIncluded } from "../../core/context/gitInclude.ts";
import type { Files } from "../ports.ts";
import { childUri, parentUri, uriPath } from "./uriPath.ts";

/** Where git keeps what holds for all repositories of a user. Locations are uris. */
export interface GitUser {
  readonly home: string;
  /** `$XDG_CONFIG_HOME`, by default `~/.config`. */
  readonly configHome: string;
  /** Configuration files that hold for all repositories, the weakest first. */
  readonly configFiles: readonly string[];
  /** The uri of an absolute path of this machine. */
  readonly uriOf: (path: string) => string;
}

/**
 * Finds git's files of a user, as git's documentation of `git config` says.
 * @param env environment variables
 * @param uriOf the uri of an absolute path
 */
export function gitUserOf(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  uriOf: (path: string) => string,
): GitUser {
  const configHome = env["XDG_CONFIG_HOME"] || `${home}/.config`;
  const global = env["GIT_CONFIG_GLOBAL"];
  const ofUser = global ? [global] : [`${configHome}/git/config`, `${home}/.gitconfig`];
  const configFiles = [env["GIT_CONFIG_SYSTEM"] || "/etc/gitconfig", ...ofUser].map(uriOf);
  return { home: uriOf(home), configHome: uriOf(configHome), configFiles, uriOf };
}

/** What a repository ignores apart from its `.gitignore` files. */
export interface GitRepository {
  /** The folder with the working tree. */
  readonly root: string;
  /** Git's `core.ignoreCase`. */
  readonly ignoreCase: boolean;
  /** Ignore files that hold for the whole repository, the weakest first. */
  readonly ignoreFiles: readonly string[];
}

/** Configuration files may include each other; git itself stops at 10. */
const maxIncludeDepth = 10;

/**
 * Opens the repository whose working tree starts at `folder`; undefined if none does. Understands worktrees and
 * submodules, where `.git` is a file.
 * @param readText the text of a small file, or undefined
 */
export async function openRepository(
  folder: string,
  user: GitUser,
  files: Pick<Files, "stat">,
  readText: (uri: string) => Promise<string | undefined>,
): Promise<GitRepository | undefined> {
  const dotGit = childUri(folder, ".git");
  const stat = await files.stat(dotGit);
  if (!stat) return undefined;
  const gitFolder = stat.kind === "folder" ? dotGit : await linkedFolder(dotGit, folder, user, readText);
  if (!gitFolder || !(await files.stat(childUri(gitFolder, "HEAD")))) return undefined;
  // A worktree shares its repository's settings.
  const common = (await readText(childUri(gitFolder, "commondir")))?.trim();
  const shared = common ? resolvePath(common, gitFolder, user) : gitFolder;
  const head = (await readText(childUri(gitFolder, "HEAD"))) ?? "";
  const [, branch] = /^ref: refs\/heads\/(.+?)\s*$/m.exec(head) ?? [];
  const read = async (remoteUrls: readonly string[]) => {
    const situation = { home: uriPath(user.home), gitFolder: uriPath(gitFolder), branch, remoteUrls };
    const files = [...user.configFiles, childUri(shared, "config")];
    const parts = files.map((file) => readConfig(file, { user, readText, situation }, 0));
    return (await Promise.all(parts)).flat();
  };
  // Conditions may ask for remote addresses, which files without such a condition name.
  const remoteUrls = (await read([])).filter(({ name }) => /^remote\..*\.url$/s.test(name)).map(({ value }) => value);
  const entries = await read(remoteUrls);
  const last = (name: string) => entries.findLast((entry) => entry.name === name)?.value;
  const chosen = last("core.excludesfile");
  const excludesFile = chosen ? resolvePath(chosen, folder, user) : childUri(user.configHome, "git/ignore");
  return {
    root: folder,
    ignoreCase: /^(?:true|yes|on|1)$/i.test(last("core.ignorecase") ?? ""),
    ignoreFiles: [excludesFile, childUri(shared, "info/exclude")],
  };
}

type ReadSmall = (uri: string) => Promise<string | undefined>;

async function linkedFolder(dotGit: string, folder: string, user: GitUser, readText: ReadSmall) {
  const [, path] = /^gitdir:\s*(.+?)\s*$/m.exec((await readText(dotGit)) ?? "") ?? [];
  return path === undefined ? undefined : resolvePath(path, folder, user);
}

interface ConfigReading {
  readonly user: GitUser;
  readonly readText: ReadSmall;
  readonly situation: Omit<GitSituation, "configFolder">;
}

async function readConfig(file: string, reading: ConfigReading, depth: number): Promise<GitConfigEntry[]> {
  const { user, readText, situation } = reading;
  const folder = parentUri(file) ?? file;
  const entries: GitConfigEntry[] = [];
  for (const entry of parseGitConfig((await readText(file)) ?? "")) {
    const included = isIncluded(entry.name, { ...situation, configFolder: uriPath(folder) });
    if (included === undefined) entries.push(entry);
    else if (included && depth < maxIncludeDepth)
      entries.push(...(await readConfig(resolvePath(entry.value, folder, user), reading, depth + 1)));
  }
  return entries;
}

/** The uri of a path as git writes it: absolute, from the home folder, or relative to `base`. */
function resolvePath(path: string, base: string, user: GitUser): string {
  if (/^~[\\/]/.test(path)) return childUri(user.home, path.slice(2));
  if (/^(?:\/|[a-z]:[\\/])/i.test(path)) return user.uriOf(path);
  let folder = base;
  const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  for (const part of parts) folder = part === ".." ? (parentUri(folder) ?? folder) : childUri(folder, part);
  return folder;
}
