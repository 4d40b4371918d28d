import { languages } from "../../../core/code/languages/languages.ts";
import type { Git } from "../../../git/gitIn.ts";
import type { ReplayCase, ReplayFile } from "../replayCase.ts";
import { randomFrom } from "../statistics.ts";
import { chooseTarget, kindOfLine, namesToRecall, type Target } from "./chooseTarget.ts";
import type { FileDiff, LoggedCommit, TouchedFile } from "./gitLog.ts";
import { History } from "./history.ts";
import { recentFilesOf } from "./recentFilesOf.ts";
import { authorShares, kindShares, Shares } from "./shares.ts";

export interface HistoryOptions {
  /** Name of the repository in tables and addresses. */
  readonly name: string;
  readonly limit: number;
  /** Returns VS Code's language id of a path; "plaintext" for files without code. */
  readonly languageIdOf: (path: string) => string;
  readonly onProgress: (found: number, wanted: number) => void;
}

const casesPerCommit = 2;
const casesPerFile = 3;
const blockLines = 6;
/** Maximum share of moved lines. A commit with more has moved code rather than written it. */
const mostMoved = 0.4;
const dullSubject =
  /\b(?:format|reformat|lint|prettier|eslint|rename|renam|move|moved|revert|release|bump|version|typo|merge|license|copyright|upgrade|translations?|i18n)/i;
const robot = /\[bot\]|bot@|noreply@.*bot|dependabot|renovate|github-actions/i;

/**
 * Creates replay cases from a repository's history: lines that commits added, each with the state of its file, and the
 * files that its author had worked on. A case contains nothing of the target's future. The rules are in docs/replay.md.
 * Deterministic for a given history. If the signal aborts, resolves with the cases so far. Rejects if git fails.
 */
export async function casesFromHistory(
  git: Git,
  options: HistoryOptions,
  signal: AbortSignal,
): Promise<readonly ReplayCase[]> {
  const history = await History.read(git, options.languageIdOf, signal);
  const suitable = history.log.flatMap((commit, place) => (isSuitable(history, commit) ? [place] : []));
  const maker = new CaseMaker(history, options, signal);
  const authorOf = (place: number) => history.log[place]?.author ?? "";
  const authors = authorShares(suitable.map(authorOf), options.limit);
  const cases: ReplayCase[] = [];
  for (const place of spread(suitable, options.limit)) {
    if (signal.aborted || cases.length >= options.limit) break;
    const found = await maker.casesOf(place, Math.min(casesPerCommit, authors.room(authorOf(place))));
    authors.take(authorOf(place), found.length);
    cases.push(...found);
    options.onProgress(Math.min(cases.length, options.limit), options.limit);
  }
  return cases.slice(0, options.limit);
}

/** Returns all indexes in an order that covers the whole history early: every n-th first, then those between. */
function spread(places: readonly number[], limit: number): readonly number[] {
  const step = Math.max(1, Math.floor(places.length / Math.max(1, limit)));
  return Array.from({ length: step }, (_, offset) => places.filter((_, at) => at % step === offset)).flat();
}

function isSuitable(history: History, commit: LoggedCommit): boolean {
  const code = commit.files.filter((file) => history.isCode(file.path));
  return (
    commit.parents.length === 1 &&
    code.length >= 2 &&
    code.length <= 15 &&
    !dullSubject.test(commit.subject) &&
    !robot.test(commit.author)
  );
}

class CaseMaker {
  readonly #history: History;
  readonly #repo: string;
  readonly #signal: AbortSignal;
  readonly #files = new Shares(() => casesPerFile);
  readonly #kinds: Shares;

  constructor(history: History, { name, limit }: HistoryOptions, signal: AbortSignal) {
    this.#history = history;
    this.#repo = name;
    this.#signal = signal;
    this.#kinds = kindShares(limit);
  }

  /** Returns at most `most` cases of the commit at an index of the log. */
  async casesOf(place: number, most: number): Promise<readonly ReplayCase[]> {
    const commit = this.#history.log[place];
    if (!commit || most <= 0) return [];
    const diffs = await this.#history.diffOf(commit);
    const random = randomFrom(Number.parseInt(commit.hash.slice(0, 8), 16));
    const removed = new Set([...diffs.values()].flatMap((diff) => diff.removed.map((line) => line.trim())));
    const written = commit.files.filter((file) => file.change !== "deleted" && diffs.has(file.path));
    if (isReshaping(written, diffs, removed)) return [];
    const cases: ReplayCase[] = [];
    const order = written.map((file) => ({ file, key: random() })).sort((a, b) => a.key - b.key);
    for (const { file } of order) {
      if (cases.length === most) break;
      if (this.#files.room(file.path) <= 0) continue;
      const found = await this.#caseIn(commit, place, file, diffs, removed, random);
      if (!found) continue;
      this.#files.take(file.path);
      this.#kinds.take(found.kind);
      cases.push(found);
    }
    return cases;
  }

  async #caseIn(
    commit: LoggedCommit,
    place: number,
    file: TouchedFile,
    diffs: ReadonlyMap<string, FileDiff>,
    removed: ReadonlySet<string>,
    random: () => number,
  ): Promise<ReplayCase | undefined> {
    const languageId = this.#history.languageIdOf(file.path);
    const isWanted = (line: string) => !removed.has(line.trim()) && this.#kinds.room(kindOfLine(line, languageId)) > 0;
    const target = chooseTarget(diffs.get(file.path)?.added ?? [], languageId, isWanted, random);
    const text = target && (await this.#history.textAt(commit.hash, file.path));
    if (!target || text === undefined) return undefined;
    const recent = await recentFilesOf(this.#history, place, file, this.#signal);
    return recent.length === 0 ? undefined : this.#build(commit, file.path, target, text, recent);
  }

  #build(
    commit: LoggedCommit,
    path: string,
    target: Target,
    text: string,
    recent: readonly ReplayFile[],
  ): ReplayCase | undefined {
    const { run, place, column } = target;
    const lines = text.split("\n");
    const line = run.startLine + place;
    const written = lines[line];
    if (written === undefined || written !== run.lines[place]) return undefined;
    const languageId = this.#history.languageIdOf(path);
    const end = run.startLine + run.lines.length;
    const block = [written.slice(column), ...run.lines.slice(place + 1, place + blockLines)];
    return {
      id: `${commit.hash.slice(0, 10)}-${path}-${line + 1}`,
      repo: this.#repo,
      lang: languages.of(languageId).family,
      kind: kindOfLine(written, languageId),
      pos: column > written.length - written.trimStart().length ? "mid" : "line",
      sample: "natural",
      path,
      languageId,
      prefix: [...lines.slice(0, line), written.slice(0, column)].join("\n"),
      suffix: end < lines.length ? `\n${lines.slice(end).join("\n")}` : "",
      targetLine: written.slice(column),
      targetBlock: block.join("\n"),
      lineIdentifiers: namesToRecall([written.slice(column)], languageId),
      blockIdentifiers: namesToRecall(block, languageId),
      recent,
    };
  }
}

function isReshaping(
  files: readonly TouchedFile[],
  diffs: ReadonlyMap<string, FileDiff>,
  removed: ReadonlySet<string>,
): boolean {
  const added = files.flatMap((file) => diffs.get(file.path)?.added.flatMap((run) => run.lines) ?? []);
  if (added.length < 4 || added.length > 1500) return true;
  return added.filter((line) => removed.has(line.trim())).length > added.length * mostMoved;
}
