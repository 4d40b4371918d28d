import { Minimatch } from "minimatch";

/** What decides whether a part of git's configuration is included. Paths are absolute, with "/" between the parts. */
export interface GitSituation {
  readonly home: string;
  /** The folder of the configuration file with the condition. */
  readonly configFolder: string;
  /** The repository's own folder, such as /work/shop/.git. */
  readonly gitFolder: string;
  /** The branch that is checked out; undefined for a single commit. */
  readonly branch: string | undefined;
  readonly remoteUrls: readonly string[];
}

/** As git matches them: no braces, no extended globs, and names with a dot are ordinary. */
const options = {
  dot: true,
  nobrace: true,
  noext: true,
  nocomment: true,
  nonegate: true,
  preserveMultipleSlashes: true,
} as const;

/**
 * Whether git includes the file that an entry names: "include.path", or "includeif.CONDITION.path" if its condition
 * holds; undefined if the entry includes nothing. Source: "Conditional includes" of https://git-scm.com/docs/git-config
 */
export function isIncluded(name: string, situation: GitSituation): boolean | undefined {
  if (name === "include.path") return true;
  const [, kind, pattern] =
    /^includeif\.(gitdir|gitdir\/i|onbranch|hasconfig:remote\.\*\.url):(.*)\.path$/s.exec(name) ?? [];
  if (kind === undefined || pattern === undefined) return /^includeif\..*\.path$/s.test(name) ? false : undefined;
  const { gitFolder, branch, remoteUrls } = situation;
  switch (kind) {
    case "onbranch":
      return branch !== undefined && matches(branch, openEnded(pattern));
    case "hasconfig:remote.*.url":
      return remoteUrls.some((url) => matches(url, pattern));
    default:
      return matches(gitFolder, folderPattern(pattern, situation), kind === "gitdir/i");
  }
}

function folderPattern(pattern: string, { home, configFolder }: GitSituation): string {
  const whole = openEnded(pattern);
  if (whole.startsWith("~/")) return literal(home) + whole.slice(1);
  if (whole.startsWith("./")) return literal(configFolder) + whole.slice(1);
  return /^(?:\/|[a-z]:\/)/i.test(whole) ? whole : `**/${whole}`;
}

const openEnded = (pattern: string) => (pattern.endsWith("/") ? `${pattern}**` : pattern);

/** A path in which no character has a meaning of its own. */
const literal = (path: string) => path.replace(/[\\*?[\]]/g, "\\$&");

function matches(text: string, pattern: string, nocase = false): boolean {
  return new Minimatch(pattern, { ...options, nocase }).match(text);
}
