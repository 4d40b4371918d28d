import { compileGlobs, type GlobMatcher } from "../../core/context/globs.ts";
import { emptyIgnoreRules, type IgnoreRules } from "../../core/context/ignoreRules.ts";
import type { Files, Subscribe, Workspace } from "../ports.ts";
import { type GitRepository, type GitUser, openRepository } from "./gitRepository.ts";
import { childUri, parentUri, uriPath } from "./uriPath.ts";

export interface ExclusionsDeps {
  readonly files: Pick<Files, "stat" | "read" | "watch">;
  readonly workspace: Pick<Workspace, "folderOf" | "fileOf">;
  readonly gitUser: GitUser;
  /** The globs to exclude in one open folder, or outside all of them. */
  readonly globs: (folder: string | undefined) => readonly string[];
  /** Called when an ignore file can't be read, or when a file counts as excluded because of an error. */
  readonly onError: (uri: string, error: unknown) => void;
}

const ignoreFileNames = [".gitignore", ".hunchignore"] as const;
/** A larger one is no ignore file. */
const maxIgnoreFileBytes = 1_000_000;

/**
 * Decides which files Hunch doesn't read: those that match the user's globs, and those that git or a `.hunchignore`
 * ignores. Git's rules come from the repository that contains the file, also above the open folder: its `.gitignore`
 * files, `info/exclude` and `core.excludesFile`. Without a repository, or if the repository ignores the open folder
 * itself, the rules start at the open folder.
 */
export class Exclusions {
  readonly #deps: ExclusionsDeps;
  readonly #verdicts = new Map<string, Promise<boolean>>();
  readonly #globs = new Map<string, GlobMatcher>();
  readonly #repositories = new Map<string, Promise<GitRepository | undefined>>();
  readonly #rules = new Map<string, Promise<IgnoreRules>>();
  readonly #watched = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();

  constructor(deps: ExclusionsDeps) {
    this.#deps = deps;
  }

  /** Notifies when a file may be excluded that was not, or the reverse. */
  readonly onDidChange: Subscribe<void> = (listener) => {
    const added = () => listener();
    this.#listeners.add(added);
    return () => void this.#listeners.delete(added);
  };

  /** Whether a file is excluded. Later calls answer from memory until {@link reset}. */
  excludes(uri: string): Promise<boolean> {
    const known = this.#verdicts.get(uri);
    if (known) return known;
    const verdict = this.#decide(uri).catch((error: unknown) => {
      this.#deps.onError(uri, error);
      return true;
    });
    this.#verdicts.set(uri, verdict);
    return verdict;
  }

  /** Call this when globs, open folders or ignore files have changed. */
  reset(): void {
    this.#verdicts.clear();
    this.#globs.clear();
    this.#repositories.clear();
    this.#rules.clear();
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
    this.#listeners.clear();
  }

  async #decide(document: string): Promise<boolean> {
    const uri = this.#deps.workspace.fileOf(document);
    const absolute = uriPath(uri);
    const folder = this.#deps.workspace.folderOf(uri);
    const relative = folder === undefined ? undefined : relativeTo(folder, absolute);
    if (this.#globsOf(folder)({ relative, absolute })) return true;
    const parent = parentUri(uri);
    if (uri.startsWith("untitled:") || parent === undefined) return false;
    const scope = await this.#scopeOf(parent, folder);
    if (scope === undefined) return false;
    const rules = await this.#rulesOf(parent, scope);
    return rules.ignores(relativeTo(scope.top, absolute));
  }

  /** Whose rules hold for files in `parent`; undefined if there is neither an open folder nor a repository. */
  async #scopeOf(parent: string, folder: string | undefined): Promise<RulesScope | undefined> {
    const repository = await this.#repositoryOf(parent, folder);
    const top = outermost(repository?.root, folder);
    if (top === undefined) return undefined;
    const scope = { top, repository, folder };
    if (folder === undefined || isSameFolder(top, folder)) return scope;
    // A user who opens an ignored folder wants to work in it: then only its own rules hold.
    const rules = await this.#rulesOf(parentUri(folder) ?? folder, scope);
    const isIgnored = rules.ignores(`${relativeTo(top, uriPath(folder))}/`);
    return isIgnored ? { top: folder, repository: undefined, folder } : scope;
  }

  #globsOf(folder: string | undefined): GlobMatcher {
    const known = this.#globs.get(folder ?? "");
    if (known) return known;
    const compiled = compileGlobs(this.#deps.globs(folder));
    this.#globs.set(folder ?? "", compiled);
    return compiled;
  }

  /** The innermost repository around a folder. */
  #repositoryOf(folder: string, openFolder: string | undefined): Promise<GitRepository | undefined> {
    const known = this.#repositories.get(folder);
    if (known) return known;
    const read = (uri: string) => this.#readText(uri, openFolder);
    const found = openRepository(folder, this.#deps.gitUser, this.#deps.files, read)
      .catch((error: unknown) => void this.#deps.onError(folder, error))
      .then((repository) => {
        const parent = parentUri(folder);
        return repository ?? (parent === undefined ? undefined : this.#repositoryOf(parent, openFolder));
      });
    this.#repositories.set(folder, found);
    return found;
  }

  /** The rules that hold for files in `folder`. */
  #rulesOf(folder: string, scope: RulesScope): Promise<IgnoreRules> {
    const key = `${scope.top}\n${scope.repository?.root}\n${folder}`;
    const known = this.#rules.get(key);
    if (known) return known;
    const rules = this.#readRules(folder, scope);
    this.#rules.set(key, rules);
    return rules;
  }

  async #readRules(folder: string, scope: RulesScope): Promise<IgnoreRules> {
    const parent = parentUri(folder);
    const isTop = isSameFolder(folder, scope.top) || parent === undefined;
    let rules = isTop ? emptyIgnoreRules(scope.repository?.ignoreCase ?? false) : await this.#rulesOf(parent, scope);
    const relative = relativeTo(scope.top, uriPath(folder));
    const base = relative === "" ? "" : `${relative}/`;
    const { repository } = scope;
    const shared = repository && isSameFolder(folder, repository.root) ? repository.ignoreFiles : [];
    for (const file of [...shared, ...ignoreFileNames.map((name) => childUri(folder, name))]) {
      const text = await this.#readText(file, scope.folder);
      if (text !== undefined) rules = rules.with(base, text);
    }
    return rules;
  }

  /**
   * Reads a small file that may not exist, and watches it. Not watched are ignore files in open folders, which the
   * editor watches, and those of files outside the open folders, which may be anywhere.
   */
  async #readText(uri: string, openFolder: string | undefined): Promise<string | undefined> {
    const { files, onError } = this.#deps;
    const isInFolder = isInside(openFolder, uri) && ignoreFileNames.some((name) => uri.endsWith(`/${name}`));
    if (openFolder !== undefined && !isInFolder) this.#watch(uri);
    try {
      const stat = await files.stat(uri);
      if (stat?.kind !== "file" || stat.size > maxIgnoreFileBytes) return undefined;
      return new TextDecoder().decode(await files.read(uri));
    } catch (error) {
      onError(uri, error);
      return undefined;
    }
  }

  #watch(uri: string): void {
    if (this.#watched.has(uri)) return;
    const stop = this.#deps.files.watch(uri, () => this.reset());
    this.#watched.set(uri, stop);
  }
}

interface RulesScope {
  /** The outermost folder whose ignore files count. */
  readonly top: string;
  readonly repository: GitRepository | undefined;
  /** The open folder that contains the file. */
  readonly folder: string | undefined;
}

function relativeTo(folder: string, absolute: string): string {
  return absolute.slice(uriPath(folder).replace(/\/$/, "").length + 1);
}

function isSameFolder(first: string, second: string): boolean {
  return uriPath(first).replace(/\/$/, "") === uriPath(second).replace(/\/$/, "");
}

function isInside(folder: string | undefined, uri: string): boolean {
  return folder !== undefined && `${uriPath(uri)}/`.startsWith(`${uriPath(folder).replace(/\/$/, "")}/`);
}

/** The outer one of two folders that both contain a file. */
function outermost(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return uriPath(first).length <= uriPath(second).length ? first : second;
}
