import * as vscode from "vscode";
import {
  foldersAbove,
  type IgnoreFile,
  isIgnored,
  matchesGlob,
  parseIgnoreFile,
} from "../../core/context/exclusion.ts";

const ignoreFileNames = [".gitignore", ".hunchignore"] as const;

/**
 * Which files Hunch leaves alone: those the user's globs match and those a `.gitignore` or `.hunchignore` on the way
 * to them ignores. Ignore files are read through the workspace's file system, once, and again when they change.
 */
export class Exclusions implements vscode.Disposable {
  readonly #globs: () => readonly string[];
  readonly #rules = new Map<string, Promise<readonly IgnoreFile[]>>();
  readonly #verdicts = new Map<string, boolean>();
  readonly #watcher: vscode.FileSystemWatcher;

  constructor(globs: () => readonly string[]) {
    this.#globs = globs;
    this.#watcher = vscode.workspace.createFileSystemWatcher("**/{.gitignore,.hunchignore}");
    const reset = () => this.reset();
    this.#watcher.onDidChange(reset);
    this.#watcher.onDidCreate(reset);
    this.#watcher.onDidDelete(reset);
  }

  /** Whether a file is left alone; asked again after rules or globs changed. */
  async excludes(uri: vscode.Uri): Promise<boolean> {
    const known = this.#verdicts.get(uri.toString());
    if (known !== undefined) return known;
    const verdict = await this.#decide(uri);
    this.#verdicts.set(uri.toString(), verdict);
    return verdict;
  }

  /** Forgets all verdicts, e.g. because the globs changed. */
  reset(): void {
    this.#rules.clear();
    this.#verdicts.clear();
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  async #decide(uri: vscode.Uri): Promise<boolean> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const path = folder ? uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1) : uri.path.replace(/^\//, "");
    if (matchesGlob(path, this.#globs())) return true;
    if (!folder || uri.scheme === "untitled") return false;
    const files = await Promise.all(foldersAbove(path).map((above) => this.#rulesOf(folder.uri, above)));
    return isIgnored(path, files.flat());
  }

  #rulesOf(root: vscode.Uri, folder: string): Promise<readonly IgnoreFile[]> {
    const key = `${root.toString()}\n${folder}`;
    const known = this.#rules.get(key);
    if (known) return known;
    const read = Promise.all(ignoreFileNames.map((name) => readIgnoreFile(root, folder, name))).then((files) =>
      files.filter((file) => file !== undefined),
    );
    this.#rules.set(key, read);
    return read;
  }
}

async function readIgnoreFile(root: vscode.Uri, folder: string, name: string): Promise<IgnoreFile | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, folder, name));
    return parseIgnoreFile(folder, new TextDecoder().decode(bytes));
  } catch {
    return undefined; // Most folders have none; there is no cheaper way to ask.
  }
}
