import type { Git } from "../../../git/gitIn.ts";

/** A commit as the log lists it. */
export interface LoggedCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly isoDate: string;
  readonly subject: string;
  readonly files: readonly TouchedFile[];
}

/** A file that a commit touched. */
export interface TouchedFile {
  readonly path: string;
  /** Its earlier name, if the commit renamed it. */
  readonly oldPath: string | undefined;
  readonly change: "added" | "deleted" | "modified";
}

const commitMark = "\u0001";
const fieldMark = "\u001f";

/** Reads the newest commits without merges, newest first. */
export async function readLog(git: Git, maxCount: number, signal: AbortSignal): Promise<readonly LoggedCommit[]> {
  const format = ["%H", "%P", "%ae", "%aI", "%s"].join("%x1f");
  const text = await git.run(
    ["log", "--no-merges", `--max-count=${maxCount}`, "-M", "--name-status", "-z", `--format=%x01${format}`],
    signal,
  );
  return text.split(commitMark).slice(1).map(parseCommit);
}

function parseCommit(text: string): LoggedCommit {
  const [head = "", ...rest] = text.split("\0");
  const [hash = "", parents = "", author = "", isoDate = "", subject = ""] = head.split(fieldMark);
  const files: TouchedFile[] = [];
  const parts = rest.map((part) => part.replace(/^\n/, ""));
  for (let at = 0; at < parts.length; at++) {
    const status = parts[at] ?? "";
    if (status === "") continue;
    const path = parts[++at] ?? "";
    if (/^[RC]/.test(status)) files.push({ path: parts[++at] ?? "", oldPath: path, change: "modified" });
    else files.push({ path, oldPath: undefined, change: changeOf(status) });
  }
  return { hash, parents: parents.split(" ").filter(Boolean), author, isoDate, subject: subject.trim(), files };
}

function changeOf(status: string): TouchedFile["change"] {
  if (status.startsWith("A")) return "added";
  return status.startsWith("D") ? "deleted" : "modified";
}

/** Consecutive lines that a commit added. */
export interface AddedRun {
  /** Line from 0, in the file after the commit. */
  readonly startLine: number;
  readonly lines: readonly string[];
}

/** Reads the object ids of a revision's plain files by path, without symbolic links and submodules. */
export async function readTree(git: Git, revision: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const listed = await git.run(["ls-tree", "-r", "-z", "--full-tree", revision], signal);
  const files = listed.matchAll(/100\d+ blob ([0-9a-f]+)\t([^\0]*)\0/g);
  return new Map(Array.from(files, ([, id = "", path = ""]) => [path, id]));
}

/** The changes of a commit to a file. */
export interface FileDiff {
  readonly added: readonly AddedRun[];
  readonly removed: readonly string[];
}

/** Reads the changes of a commit to these paths, by path after the commit. */
export async function readDiff(
  git: Git,
  commit: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FileDiff>> {
  if (paths.length === 0) return new Map();
  const shown = ["-U0", "-M", "--format=", "--no-color", "--no-ext-diff", "--no-textconv"];
  const text = await git.run(["show", ...shown, commit, "--", ...paths.map((path) => `:(top,literal)${path}`)], signal);
  const diffs = new Map<string, FileDiff>();
  for (const part of `\n${text}`.split("\ndiff --git ").slice(1)) {
    const path = /^\+\+\+ (?:b\/)?(.+?)\t?$/m.exec(part)?.[1];
    if (path !== undefined && path !== "/dev/null") diffs.set(path.replace(/^"(.*)"$/, "$1"), parseHunks(part));
  }
  return diffs;
}

function parseHunks(part: string): FileDiff {
  const added: { startLine: number; lines: string[] }[] = [];
  const removed: string[] = [];
  let inHunk = false;
  for (const line of part.split("\n")) {
    const start = /^@@ -\S+ \+(\d+)/.exec(line)?.[1];
    if (start !== undefined) {
      inHunk = true;
      added.push({ startLine: Number(start) - 1, lines: [] });
    } else if (inHunk && line.startsWith("+")) added.at(-1)?.lines.push(line.slice(1).replace(/\r$/, ""));
    else if (inHunk && line.startsWith("-")) removed.push(line.slice(1).replace(/\r$/, ""));
  }
  return { added: added.filter((run) => run.lines.length > 0), removed };
}
