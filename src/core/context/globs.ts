import { braceExpand, Minimatch } from "minimatch";
import { translatable } from "../util/translatable.ts";

/** Where a file is, as globs see it. "/" between the parts. */
export interface GlobPath {
  /** Relative to the open folder; undefined for a file outside all of them. */
  readonly relative: string | undefined;
  readonly absolute: string;
}

/** Whether a file matches a list of globs. */
export type GlobMatcher = (path: GlobPath) => boolean;

/** As in VS Code's own settings, "!" and "#" are ordinary characters. */
const options = { dot: true, nonegate: true, nocomment: true } as const;
/** More are compiled as one glob. */
const maxAlternatives = 100;
const absoluteGlob = /^(?:\/|[a-z]:\/)/i;

/**
 * Compiles globs to one matcher. A glob that names a folder matches everything inside it, as `files.exclude` and
 * `.gitignore` do. One without "/" matches names at any depth. One with "/" is relative to the open folder; for a file
 * outside the open folders, every folder above it counts as one. One that starts with "/" is relative to the open
 * folder or absolute.
 */
export function compileGlobs(globs: readonly string[]): GlobMatcher {
  const matchers = globs.flatMap((glob) => alternatives(normalize(glob)).map(compileGlob));
  return ({ relative, absolute }) => {
    const path = { relative: relative?.normalize(), absolute: absolute.normalize() };
    return matchers.some((matches) => matches(path));
  };
}

/** A path as the editor writes it: a small letter for the drive, no empty or `.` parts, composed characters. */
function normalize(glob: string): string {
  return glob
    .normalize()
    .replace(/(?<=^\/?|[{,]\/?)[A-Z](?=:\/)/, (drive) => drive.toLowerCase())
    .replace(/(?<=[^/])\/{2,}/g, "/")
    .replace(/(?<=\/)(?:\.\/)+/g, "")
    .replace(/\/\.$/, "/");
}

/** Alternatives in braces, each of which may be absolute. `{a}` is the name in braces, or `a` as in VS Code's settings. */
function alternatives(glob: string): readonly string[] {
  const expanded = braceExpand(glob);
  const each = expanded.length <= maxAlternatives ? expanded : [glob];
  return [...new Set(each.flatMap((one) => [one, one.replace(/(?<![$\\{])\{([^{},]*)\}(?!\})/g, "$1")]))];
}

/** Compiles a glob that a file's whole path must match, relative to a folder, as in a search for files. */
export function compileInclude(glob: string): (relative: string) => boolean {
  const whole = new Minimatch(glob, options);
  return (relative) => whole.match(relative);
}

function compileGlob(glob: string): GlobMatcher {
  const foldersOnly = glob.endsWith("/");
  const body = glob.replace(/^(?:\.\/)+|\/+$/g, "");
  const inFolder = new Minimatch(body.replace(/^\//, ""), { ...options, matchBase: !body.startsWith("/") });
  const anywhere = new Minimatch(`**/${body.replace(/^\//, "")}`, options);
  const fromRoot = absoluteGlob.test(body) ? new Minimatch(body.replace(/^\//, ""), options) : undefined;
  return ({ relative, absolute }) => {
    const path = absolute.replace(/^\//, "");
    if (fromRoot && matchesSome(fromRoot, path, foldersOnly)) return true;
    return relative === undefined
      ? matchesSome(anywhere, path, foldersOnly)
      : matchesSome(inFolder, relative, foldersOnly);
  };
}

/** Whether the path or a folder on the way to it matches. */
function matchesSome(glob: Minimatch, path: string, foldersOnly: boolean): boolean {
  const parts = path.split("/");
  const ends = parts.map((_, at) => at + 1).slice(0, foldersOnly ? -1 : undefined);
  return ends.some((end) => glob.match(parts.slice(0, end).join("/")));
}

/** A sentence that says why a glob can't match any file and what to write instead; undefined if it can. */
export function globWarning(glob: string): string | undefined {
  if (glob.trim() !== glob) return translatable("it has spaces at its start or end: remove them");
  if (/^\/?(?:\.?\/)*\.?$/.test(glob))
    return translatable('it names no file or folder: write a name, or "**" for everything');
  if (/^!(?!\()/.test(glob))
    return translatable('a list of globs can\'t start one with "!": remove it, and list only what to exclude');
  if (glob.startsWith("~"))
    return translatable("a glob can't start with \"~\": write the folder's name, or its whole path");
  if (/^[a-z][\w+.-]+:\/\//i.test(glob)) return translatable("write the path alone, without what is before it");
  if (/\$\{|^\$[A-Z_]+\/|^%\w+%/.test(glob))
    return translatable("variables aren't replaced in globs: write the folder's name, or its whole path");
  if (isUnbalanced(glob)) return translatable('a "{" or "}" has no partner: add the missing one');
  if (/\\(?![*?[\]{}()!#\\])|(?<=\w)\\\*/.test(glob)) return translatable('write "/" between folders instead of "\\"');
  if (glob.split("/").includes(".."))
    return translatable('a glob can\'t contain "..": start it at the open folder or with "**/"');
  return undefined;
}

function isUnbalanced(glob: string): boolean {
  const braces = glob.replace(/\\.|\[[^\]/]*\]/g, "").replace(/[^{}]/g, "");
  let depth = 0;
  for (const brace of braces) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return true;
  }
  return depth > 0;
}
