import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A commit to write. Its parent is the commit before it, or those in `parents` (indexes of the list). */
export interface WrittenCommit {
  readonly author?: string;
  readonly subject?: string;
  /** Days after the first commit. */
  readonly day?: number;
  /** Text of each changed file; null removes the file. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  readonly parents?: readonly number[];
}

const start = Date.UTC(2026, 0, 1) / 1000;
const daySeconds = 24 * 60 * 60;

/** Writes a git repository with these commits, oldest first. @param folder a new temporary folder by default */
export function writeHistory(
  commits: readonly WrittenCommit[],
  folder = mkdtempSync(join(tmpdir(), "hunch-history-")),
): {
  readonly folder: string;
  readonly git: (...parameters: readonly string[]) => string;
  readonly remove: () => void;
} {
  const run = (parameters: readonly string[], input?: Uint8Array) =>
    execFileSync("git", parameters, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
      stdio: ["pipe", "pipe", "pipe"],
      ...(input === undefined ? {} : { input }),
    });
  run(["init", "--quiet", "--initial-branch=main"]);
  run(["fast-import", "--quiet", "--force"], Buffer.concat(commits.flatMap(commandsOf)));
  run(["reset", "--quiet", "--hard", "main"]);
  return {
    folder,
    git: (...parameters) => run(parameters),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function commandsOf(commit: WrittenCommit, place: number): readonly Buffer[] {
  const author = commit.author ?? "me";
  const when = `${start + (commit.day ?? place) * daySeconds} +0000`;
  const who = `${author} <${author}@shop.example> ${when}`;
  const parents = commit.parents ?? (place === 0 ? [] : [place - 1]);
  const lines = [
    "commit refs/heads/main",
    `mark :${place + 1}`,
    `author ${who}`,
    `committer ${who}`,
    dataOf(commit.subject ?? `Work ${place}`),
    ...parents.map((parent, at) => `${at === 0 ? "from" : "merge"} :${parent + 1}`),
  ];
  const head = Buffer.from(`${place === 0 ? "reset refs/heads/main\n" : ""}${lines.join("\n")}\n`);
  return [head, ...Object.entries(commit.files).map(([path, text]) => fileOf(path, text)), Buffer.from("\n")];
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function fileOf(path: string, text: string | Uint8Array | null): Buffer {
  const name = JSON.stringify(path);
  if (text === null) return Buffer.from(`D ${name}\n`);
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`M 100644 inline ${name}\ndata ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}
