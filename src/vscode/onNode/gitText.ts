import * as vscode from "vscode";
import { gitIn } from "../../git/gitIn.ts";

const timeoutMs = 10_000;
const quietly = ["-c", "core.fsmonitor=false", "--no-pager"];
const mostCommits = 8;
/** Output beyond this is cut, in UTF-16 units. */
const longestOutput = 60_000;

/**
 * Runs git in a folder and returns what it prints. Undefined in a workspace that is not trusted, because a repository's
 * own configuration can name programs to run, and where git fails: without a repository, or without git.
 */
async function gitText(
  folder: vscode.Uri,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted || folder.scheme !== "file") return undefined;
  await using git = gitIn(folder.fsPath);
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const text = await git.run([...quietly, ...parameters], signal ? AbortSignal.any([signal, limit]) : limit);
    return text.slice(0, longestOutput);
  } catch {
    return undefined;
  }
}

/** The last commits of a file, or the commit that last changed a line, as text. @param line from 0 */
export async function fileHistory(
  uri: string,
  line: number | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const at = vscode.Uri.parse(uri, true);
  const folder = vscode.Uri.joinPath(at, "..");
  const name = at.path.split("/").at(-1) ?? "";
  const format = "--format=%h %as %an%n  %s%n%w(0,2,2)%b";
  const parameters =
    line === undefined
      ? ["log", `--max-count=${mostCommits}`, "--no-show-signature", format, "--", `:(literal)${name}`]
      : ["log", "-1", "--no-show-signature", "--no-patch", `-L${line + 1},${line + 1}:${name}`, format];
  const text = await gitText(folder, parameters, signal);
  return text?.trim() === "" ? undefined : text;
}

/** The files that differ from the last commit, each with its diff. */
export async function changedFiles(
  folder: vscode.Uri,
): Promise<readonly { readonly uri: vscode.Uri; readonly diff: string }[] | undefined> {
  const names = await gitText(folder, ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", "HEAD"]);
  if (names === undefined) return undefined;
  const all = names.split("\0").filter((name) => name !== "");
  const diffs = await Promise.all(
    all.map(async (name) => ({
      uri: vscode.Uri.joinPath(folder, name),
      diff: await gitText(folder, ["diff", "--no-ext-diff", "--no-textconv", "HEAD", "--", `:(literal)${name}`]),
    })),
  );
  return diffs.flatMap(({ uri, diff }) => (diff ? [{ uri, diff }] : []));
}
