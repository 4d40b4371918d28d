import { languages } from "../../../core/code/languages/languages.ts";
import type { Git } from "../../../git/gitIn.ts";
import { type FileDiff, type LoggedCommit, readDiff, readLog, readTree } from "./gitLog.ts";

const logLength = 5000;
const longestFile = 200_000;
const longestLine = 2000;
/** Number of revisions whose lists of files are cached. A case reads those of its commit and its parent. */
const keptTrees = 4;
const notWritten =
  /(?:^|\/)(?:node_modules|vendor|dist|build|out|target|generated|__snapshots__|snapshots?|fixtures?|testdata|locales?|migrations?|third_party)\/|\.(?:min|generated|pb|g)\.|_pb2?\.|\.d\.ts$|\.snap$/i;
const dataLanguages = new Set(["plaintext", "json", "jsonc", "markdown", "yaml", "toml", "xml", "csv", "html", "css"]);

/** A repository's history of handwritten code. */
export class History {
  /** Newest first, without merges. */
  readonly log: readonly LoggedCommit[];
  readonly #git: Git;
  readonly #languageIdOf: (path: string) => string;
  readonly #signal: AbortSignal;
  readonly #trees = new Map<string, Promise<ReadonlyMap<string, string>>>();
  readonly #diffs = new Map<string, Promise<ReadonlyMap<string, FileDiff>>>();

  /** Reads the log. Rejects if git fails, for example for a folder without a repository. */
  static async read(git: Git, languageIdOf: (path: string) => string, signal: AbortSignal): Promise<History> {
    return new History(git, languageIdOf, await readLog(git, logLength, signal), signal);
  }

  // biome-ignore lint/style/useConsistentMemberAccessibility: a constructor has no # form
  private constructor(
    git: Git,
    languageIdOf: (path: string) => string,
    log: readonly LoggedCommit[],
    signal: AbortSignal,
  ) {
    this.#git = git;
    this.#languageIdOf = languageIdOf;
    this.log = log;
    this.#signal = signal;
  }

  languageIdOf(path: string): string {
    return this.#languageIdOf(path);
  }

  familyOf(path: string): string {
    return languages.of(this.#languageIdOf(path)).family;
  }

  /** Whether a file is handwritten code: not data, generated or vendored. */
  isCode(path: string): boolean {
    return !notWritten.test(path) && !dataLanguages.has(this.#languageIdOf(path));
  }

  /** Returns the commit's changes to code, by path after it. Other files are not read. */
  diffOf(commit: LoggedCommit): Promise<ReadonlyMap<string, FileDiff>> {
    const paths = commit.files
      .filter((file) => this.isCode(file.path))
      .flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [oldPath, path]));
    const known = this.#diffs.get(commit.hash) ?? readDiff(this.#git, commit.hash, paths, this.#signal);
    this.#diffs.set(commit.hash, known);
    return known;
  }

  /** Returns a file of a revision, with `\n` line ends; undefined if missing, not a plain file, or too long. */
  async textAt(revision: string, path: string): Promise<string | undefined> {
    const blob = (await this.#filesOf(revision)).get(path);
    if (blob === undefined) return undefined;
    const text = (await this.#git.readBlob(blob, this.#signal)).replace(/\r\n?/g, "\n");
    const isFit = text.length <= longestFile && text.split("\n").every((line) => line.length <= longestLine);
    return isFit && !text.includes("\0") ? text : undefined;
  }

  /** Returns the object ids of a revision's plain files by path. */
  #filesOf(revision: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#trees.get(revision) ?? readTree(this.#git, revision, this.#signal);
    this.#trees.delete(revision);
    this.#trees.set(revision, known);
    for (const [oldest] of this.#trees) {
      if (this.#trees.size <= keptTrees) break;
      this.#trees.delete(oldest);
    }
    return known;
  }
}
