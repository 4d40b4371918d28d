import type { Git } from "../../../git/gitIn.ts";
import type { LoggedCommit } from "../history/gitLog.ts";
import { History } from "../history/history.ts";
import { recentFilesOf } from "../history/recentFilesOf.ts";
import { randomFrom } from "../statistics.ts";
import type { NextEditCase, RecordedEdit } from "./nextEditCase.ts";

export interface CommitOptions {
  /** Name of the repository in tables. */
  readonly name: string;
  readonly limit: number;
  /** VS Code's language id of a path; "plaintext" for what is no code. */
  readonly languageIdOf: (path: string) => string;
  readonly onProgress: (found: number, wanted: number) => void;
}

const maxFiles = 15;
const leastEdits = 2;
const mostEdits = 60;
const mostLines = 600;
const dullSubject =
  /\b(?:format|reformat|lint|prettier|eslint|revert|release|bump|version|merge|license|copyright|upgrade|translations?|i18n)/i;
const robot = /\[bot\]|bot@|noreply@.*bot|dependabot|renovate|github-actions/i;

/**
 * Makes next-edit cases from a repository's own history, newest commits first: commits that modify files of one language
 * with 2 to 60 edits; files in path order from a random one on, edits from the top; one moment per commit. The rules are in
 * docs/next-edits.md. Deterministic for a given history. Ends with the cases so far when the signal aborts; rejects when git fails.
 */
export async function casesFromCommits(
  git: Git,
  options: CommitOptions,
  signal: AbortSignal,
): Promise<readonly NextEditCase[]> {
  const history = await History.read(git, options.languageIdOf, signal);
  const cases: NextEditCase[] = [];
  for (const [place, commit] of history.log.entries()) {
    if (signal.aborted || cases.length >= options.limit) break;
    const found = await caseOf(git, history, { commit, place, name: options.name }, signal);
    if (found) cases.push(found);
    options.onProgress(cases.length, options.limit);
  }
  return cases;
}

interface Place {
  readonly commit: LoggedCommit;
  /** Place of the commit in the log. */
  readonly place: number;
  readonly name: string;
}

async function caseOf(
  git: Git,
  history: History,
  { commit, place, name }: Place,
  signal: AbortSignal,
): Promise<NextEditCase | undefined> {
  const [parent] = commit.parents;
  const modified = commit.files.filter(
    (file) => file.change === "modified" && file.oldPath === undefined && history.isCode(file.path),
  );
  const isOther = commit.parents.length !== 1 || dullSubject.test(commit.subject) || robot.test(commit.author);
  const [first] = modified;
  if (isOther || !parent || !first || modified.length > maxFiles) return undefined;
  const random = randomFrom(Number.parseInt(commit.hash.slice(0, 8), 16));
  const lang = history.familyOf(first.path);
  const peers = modified.filter((file) => history.familyOf(file.path) === lang);
  const turn = Math.floor(random() * peers.length);
  const files: { path: string; text: string; edits: readonly Omit<RecordedEdit, "file">[] }[] = [];
  for (const { path } of [...peers.slice(turn), ...peers.slice(0, turn)]) {
    const text = await history.textAt(parent, path);
    if (text === undefined) continue;
    const diff = ["diff", "-U0", "--histogram", "--no-color", "--no-ext-diff", "--no-textconv", parent, commit.hash];
    files.push({ path, text, edits: parseEdits(await git.run([...diff, "--", `:(top,literal)${path}`], signal)) });
  }
  const edits = files.flatMap((file, at) => file.edits.map((edit) => ({ ...edit, file: at })));
  const lines = edits.reduce((sum, edit) => sum + edit.newLines.length + edit.endLine - edit.startLine + 1, 0);
  if (edits.length < leastEdits || edits.length > mostEdits || lines > mostLines) return undefined;
  const made = 1 + Math.floor(random() * edits.length);
  const current = files[edits[made - 1]?.file ?? 0];
  const own = new Set(files.map((file) => file.path));
  const recent = await recentFilesOf(history, place, first, signal);
  return {
    id: `${name}-${commit.hash.slice(0, 10)}`,
    repo: name,
    lang,
    path: current?.path ?? first.path,
    files,
    edits,
    made,
    recent: recent.filter((file) => !own.has(file.path)),
  };
}

/** The edits of one file in a diff without context lines. */
export function parseEdits(diff: string): readonly Omit<RecordedEdit, "file">[] {
  const edits: { startLine: number; endLine: number; newLines: string[] }[] = [];
  for (const line of diff.split("\n")) {
    const [, start, count = "1"] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? [];
    if (start !== undefined) {
      // Git numbers the line before an insertion.
      const startLine = Number(start) + (count === "0" ? 1 : 0);
      edits.push({ startLine, endLine: startLine + Number(count) - 1, newLines: [] });
    } else if (line.startsWith("+")) edits.at(-1)?.newLines.push(line.slice(1).replace(/\r$/, ""));
  }
  return edits;
}
