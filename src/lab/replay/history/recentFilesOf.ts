import type { LineRange } from "../../../core/types/source.ts";
import type { RecentOrigin, ReplayFile } from "../replayCase.ts";
import type { FileDiff, LoggedCommit, TouchedFile } from "./gitLog.ts";
import type { History } from "./history.ts";

const recentLimit = 20;
const commitsBack = 500;
const authorDays = 90;
const dayMs = 24 * 60 * 60 * 1000;
const mostFilesOfCommit = 30;

/**
 * Returns at most 20 files of the target's language that its author had worked on, most recent first. Files of the same
 * commit come first: those before the target in path order in their new state, those after it in their old state. Then
 * come files of earlier commits in the state of the parent: the author's own of the last 90 days, then anyone's.
 * The target is never among them, under any name it ever had.
 *
 * @param place index of the commit in the log
 */
export async function recentFilesOf(
  history: History,
  place: number,
  target: TouchedFile,
  signal: AbortSignal,
): Promise<readonly ReplayFile[]> {
  const commit = history.log[place];
  if (!commit) return [];
  const finder = new RecentFinder(history, target);
  await finder.addCommitsOwn(commit, target.path);
  const earlier = history.log.slice(place + 1, place + 1 + commitsBack);
  const since = Date.parse(commit.isoDate) - authorDays * dayMs;
  const isOwn = (each: LoggedCommit) => each.author === commit.author && Date.parse(each.isoDate) >= since;
  const parent = commit.parents[0] ?? "";
  await finder.addEarlier(parent, earlier, "author", isOwn, signal);
  await finder.addEarlier(parent, earlier, "others", (each) => !isOwn(each), signal);
  return finder.found;
}

class RecentFinder {
  readonly #history: History;
  readonly #family: string;
  readonly #seen: Set<string>;
  readonly found: ReplayFile[] = [];

  constructor(history: History, target: TouchedFile) {
    this.#history = history;
    this.#family = history.familyOf(target.path);
    this.#seen = new Set([target.path, target.oldPath ?? target.path]);
  }

  async addCommitsOwn(commit: LoggedCommit, target: string): Promise<void> {
    const diffs = await this.#history.diffOf(commit);
    const peers = this.#peersOf(commit).sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { path, oldPath } of peers.filter((each) => each.path < target).reverse()) {
      await this.#add(commit.hash, path, "done", diffs.get(path));
      this.#seen.add(oldPath ?? path);
    }
    for (const { path, oldPath } of peers.filter((each) => each.path > target)) {
      await this.#add(commit.parents[0] ?? "", oldPath ?? path, "todo", undefined);
      this.#seen.add(path);
    }
  }

  /** Adds files of earlier commits, newest first. A renamed file has its name in `parent`. */
  async addEarlier(
    parent: string,
    commits: readonly LoggedCommit[],
    origin: RecentOrigin,
    isTheirs: (commit: LoggedCommit) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const changedSince = new Set<string>();
    const renamed = new Map<string, string>();
    const nameNow = (path: string) => renamed.get(path) ?? path;
    for (const commit of commits) {
      if (this.#isFull || signal.aborted) return;
      const peers = this.#peersOf(commit);
      const isNews = peers.some(({ path }) => !this.#seen.has(nameNow(path)));
      if (isNews && peers.length <= mostFilesOfCommit && isTheirs(commit)) {
        const diffs = await this.#history.diffOf(commit);
        for (const { path } of peers) {
          await this.#add(parent, nameNow(path), origin, changedSince.has(nameNow(path)) ? undefined : diffs.get(path));
        }
      }
      for (const { path, oldPath } of commit.files) {
        changedSince.add(nameNow(path));
        if (oldPath !== undefined) renamed.set(oldPath, nameNow(path));
      }
    }
  }

  get #isFull(): boolean {
    return this.found.length >= recentLimit;
  }

  #peersOf(commit: LoggedCommit): TouchedFile[] {
    return commit.files.filter(
      ({ path }) => this.#history.isCode(path) && this.#history.familyOf(path) === this.#family,
    );
  }

  async #add(revision: string, path: string, origin: RecentOrigin, diff: FileDiff | undefined): Promise<void> {
    if (this.#isFull || this.#seen.has(path)) return;
    this.#seen.add(path);
    const text = await this.#history.textAt(revision, path);
    if (text === undefined) return;
    const languageId = this.#history.languageIdOf(path);
    const blob = `${revision.slice(0, 10)}:${path}`;
    this.found.push({ path, languageId, blob, text, origin, edited: diff ? rangesIn(text, diff) : [] });
  }
}

/** Returns the ranges of added lines in the text. Lines that a commit of another branch added may be missing. */
function rangesIn(text: string, diff: FileDiff): readonly LineRange[] {
  const lines = text.split("\n");
  return diff.added
    .filter((run) => run.lines.every((line, offset) => lines[run.startLine + offset] === line))
    .map(({ startLine, lines: added }) => ({ startLine, endLine: startLine + added.length }));
}
