import { languageFamily } from "../../types/languages.ts";
import type { LineRange } from "../../types/source.ts";
import type { RecentOrigin, ReplayCase, ReplayFile } from "../replayCase.ts";
import { randomFrom } from "../statistics.ts";
import { chooseTarget, kindOfLine, namesToRecall, type Target } from "./chooseTarget.ts";
import { type FileDiff, type Git, type LoggedCommit, readDiff, readLog, type TouchedFile } from "./gitLog.ts";

export interface HistoryOptions {
  /** Name of the repository in tables and addresses. */
  readonly name: string;
  readonly limit: number;
  /** VS Code's language id of a path; "plaintext" for what is no code. */
  readonly languageIdOf: (path: string) => string;
  readonly onProgress: (found: number, wanted: number) => void;
}

const logLength = 5000;
const recentLimit = 20;
const casesPerCommit = 2;
const casesPerFile = 3;
const authorShare = 0.3;
const blockLines = 6;
const longestFile = 200_000;
const longestLine = 2000;
/** A commit that removes about what it adds has reshaped code rather than written it. */
const mostMoved = 0.4;
const dullSubject =
  /\b(?:format|reformat|lint|prettier|eslint|rename|renam|move|moved|revert|release|bump|version|typo|merge|license|copyright|upgrade|translations?|i18n)/i;
const robot = /\[bot\]|bot@|noreply@.*bot|dependabot|renovate|github-actions/i;
const notWritten =
  /(?:^|\/)(?:node_modules|vendor|dist|build|out|target|generated|__snapshots__|snapshots?|fixtures?|testdata|locales?|migrations?|third_party)\/|\.(?:min|generated|pb|g)\.|_pb2?\.|\.d\.ts$|\.snap$/i;
const dataLanguages = new Set(["plaintext", "json", "jsonc", "markdown", "yaml", "toml", "xml", "csv", "html", "css"]);

/**
 * Makes replay cases from a repository's own history: lines that commits added, each with the file as it was about to
 * be, and the files its author had worked on. Nothing of the target's future is in a case. The rules are in
 * docs/replay.md. Deterministic for a given history. Ends with the cases so far when the signal aborts.
 */
export async function casesFromHistory(
  git: Git,
  options: HistoryOptions,
  signal: AbortSignal,
): Promise<readonly ReplayCase[]> {
  const log = await readLog(git, logLength, signal);
  const maker = new CaseMaker(git, log, options, signal);
  const suitable = log.flatMap((commit, place) => (maker.isSuitable(commit) ? [place] : []));
  const cases: ReplayCase[] = [];
  const shares = new AuthorShares(
    suitable.flatMap((place) => log[place]?.author ?? []),
    options.limit,
  );
  for (const place of spread(suitable, options.limit)) {
    if (signal.aborted || cases.length >= options.limit) break;
    const author = log[place]?.author ?? "";
    if (!shares.hasRoom(author)) continue;
    const found = await maker.casesOf(place);
    shares.take(author, found.length);
    cases.push(...found);
    options.onProgress(Math.min(cases.length, options.limit), options.limit);
  }
  return cases.slice(0, options.limit);
}

/** All places, in an order that covers the whole history early: first every n-th, then those between. */
function spread(places: readonly number[], limit: number): readonly number[] {
  const step = Math.max(1, Math.floor(places.length / Math.max(1, limit)));
  return Array.from({ length: step }, (_, offset) => places.filter((_, at) => at % step === offset)).flat();
}

/** Sees to it that no author's habits stand for all: at most a share of the cases, where enough others have written. */
class AuthorShares {
  readonly #most: number;
  readonly #taken = new Map<string, number>();

  constructor(authors: readonly string[], limit: number) {
    const enough = new Set(authors).size * authorShare >= 1;
    this.#most = enough ? Math.ceil(limit * authorShare) : limit;
  }

  hasRoom(author: string): boolean {
    return (this.#taken.get(author) ?? 0) < this.#most;
  }

  take(author: string, cases: number): void {
    this.#taken.set(author, (this.#taken.get(author) ?? 0) + cases);
  }
}

class CaseMaker {
  readonly #git: Git;
  readonly #log: readonly LoggedCommit[];
  readonly #options: HistoryOptions;
  readonly #signal: AbortSignal;
  readonly #diffs = new Map<string, Promise<ReadonlyMap<string, FileDiff>>>();
  readonly #casesOfFile = new Map<string, number>();

  constructor(git: Git, log: readonly LoggedCommit[], options: HistoryOptions, signal: AbortSignal) {
    this.#git = git;
    this.#log = log;
    this.#options = options;
    this.#signal = signal;
  }

  isSuitable(commit: LoggedCommit): boolean {
    const code = commit.files.filter((file) => this.#isCode(file.path));
    return (
      commit.parents.length === 1 &&
      code.length >= 2 &&
      code.length <= 15 &&
      !dullSubject.test(commit.subject) &&
      !robot.test(commit.author)
    );
  }

  async casesOf(place: number): Promise<readonly ReplayCase[]> {
    const commit = this.#log[place];
    if (!commit) return [];
    const diffs = await this.#diffOf(commit.hash);
    const random = randomFrom(Number.parseInt(commit.hash.slice(0, 8), 16));
    const removed = new Set([...diffs.values()].flatMap((diff) => diff.removed.map((line) => line.trim())));
    const written = commit.files.filter(
      (file) => file.change !== "deleted" && this.#isCode(file.path) && diffs.has(file.path),
    );
    if (isReshaping(written, diffs, removed)) return [];
    const cases: ReplayCase[] = [];
    const order = written.map((file) => ({ file, key: random() })).sort((a, b) => a.key - b.key);
    for (const { file } of order) {
      if (cases.length === casesPerCommit) break;
      const before = this.#casesOfFile.get(file.path) ?? 0;
      if (before === casesPerFile) continue;
      const found = await this.#caseIn(commit, place, file, diffs, removed, random);
      if (!found) continue;
      this.#casesOfFile.set(file.path, before + 1);
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
    const languageId = this.#options.languageIdOf(file.path);
    const target = chooseTarget(diffs.get(file.path)?.added ?? [], languageId, removed, random);
    const text = target && (await this.#textAt(commit.hash, file.path));
    if (!target || text === undefined) return undefined;
    const recent = await this.#recentOf(commit, place, file, diffs);
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
    const languageId = this.#options.languageIdOf(path);
    const end = run.startLine + run.lines.length;
    const block = [written.slice(column), ...run.lines.slice(place + 1, place + blockLines)];
    return {
      id: `${commit.hash.slice(0, 10)}-${path}-${line + 1}`,
      repo: this.#options.name,
      lang: languageFamily(languageId),
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

  /** Files of the same commit first, those before the target in path order as they became; then what was touched before. */
  async #recentOf(
    commit: LoggedCommit,
    place: number,
    target: TouchedFile,
    diffs: ReadonlyMap<string, FileDiff>,
  ): Promise<readonly ReplayFile[]> {
    const parent = commit.parents[0] ?? "";
    const family = languageFamily(this.#options.languageIdOf(target.path));
    const isPeer = (path: string) => this.#isCode(path) && languageFamily(this.#options.languageIdOf(path)) === family;
    const seen = new Set([target.path, target.oldPath]);
    const recent: ReplayFile[] = [];
    const add = async (
      revision: string,
      path: string,
      origin: RecentOrigin,
      edited: readonly LineRange[],
    ): Promise<void> => {
      if (recent.length >= recentLimit || seen.has(path)) return;
      seen.add(path);
      const text = await this.#textAt(revision, path);
      if (text === undefined) return;
      const languageId = this.#options.languageIdOf(path);
      recent.push({ path, languageId, blob: `${revision.slice(0, 10)}:${path}`, text, origin, edited });
    };
    const peers = commit.files
      .filter((file) => isPeer(file.path))
      .map((file) => file.path)
      .sort();
    for (const path of peers.filter((each) => each < target.path).reverse()) {
      await add(commit.hash, path, "done", rangesOf(diffs.get(path)));
    }
    for (const path of peers.filter((each) => each > target.path)) await add(parent, path, "todo", []);
    const earlier = this.#log.slice(place + 1, place + 501);
    const changedSince = new Set(peers);
    for (const own of [true, false]) {
      for (const each of earlier) {
        if (recent.length >= recentLimit || this.#signal.aborted) return recent;
        if ((each.author === commit.author) !== own || each.files.length > 30) continue;
        const touched = each.files.filter((file) => isPeer(file.path) && !seen.has(file.path));
        if (touched.length === 0) continue;
        const ranges = await this.#diffOf(each.hash);
        for (const { path } of touched) {
          const edited = changedSince.has(path) ? [] : rangesOf(ranges.get(path));
          await add(parent, path, own ? "author" : "others", edited);
        }
        for (const { path } of each.files) changedSince.add(path);
      }
    }
    return recent;
  }

  #diffOf(hash: string): Promise<ReadonlyMap<string, FileDiff>> {
    const known = this.#diffs.get(hash) ?? readDiff(this.#git, hash, this.#signal);
    this.#diffs.set(hash, known);
    return known;
  }

  async #textAt(revision: string, path: string): Promise<string | undefined> {
    const listed = await this.#git(["ls-tree", revision, "--", path], this.#signal);
    if (!/^100\d+ blob /.test(listed)) return undefined;
    const text = (await this.#git(["show", `${revision}:${path}`], this.#signal)).replace(/\r\n?/g, "\n");
    const isFit = text.length <= longestFile && text.split("\n").every((line) => line.length <= longestLine);
    return isFit ? text : undefined;
  }

  #isCode(path: string): boolean {
    return !notWritten.test(path) && !dataLanguages.has(this.#options.languageIdOf(path));
  }
}

function rangesOf(diff: FileDiff | undefined): readonly LineRange[] {
  return (diff?.added ?? []).map(({ startLine, lines }) => ({ startLine, endLine: startLine + lines.length }));
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
