import ignore, { type Ignore } from "ignore";
import { minimatch } from "minimatch";

/** An ignore file's rules and the folder they count for: "" for the root, else a path that ends with "/". */
export interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Reads the text of a `.gitignore` or `.hunchignore` that stands in `folder`. Never throws: bad lines match nothing. */
export function parseIgnoreFile(folder: string, text: string): IgnoreFile {
  return { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
}

/**
 * Whether a path is ignored as git would: a deeper file's rules count after a higher one's, the last match decides.
 * @param path relative to the root, "/" between its parts
 * @param files from the root downwards
 */
export function isIgnored(path: string, files: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, rules } of files) {
    if (!path.startsWith(folder) || path.length === folder.length) continue;
    const verdict = rules.test(path.slice(folder.length));
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}

/**
 * Whether any glob matches; a glob without "/" matches names at any depth, as in VS Code's own settings. As there, "!" and
 * "#" stand for themselves: a lone "!src/**" would otherwise leave everything else alone.
 */
export function matchesGlob(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => minimatch(path, glob, { dot: true, matchBase: true, nonegate: true, nocomment: true }));
}

/** Folders whose ignore files count for a path, from the root downwards: "", "src/", "src/lib/". */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, depth) => `${parts.slice(0, depth + 1).join("/")}/`)];
}
