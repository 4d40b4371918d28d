import * as vscode from "vscode";
import type { Commit } from "../../core/ask/history/commitIndex.ts";
import { logParameters, parseLog } from "../../core/ask/history/parseLog.ts";
import { gitIn } from "../../git/gitIn.ts";
import { displayPath } from "../files/displayPath.ts";

const timeoutMs = 30_000;

/**
 * Commit messages of the workspace's folders, newest first. Git runs only in a trusted workspace, because a repository's
 * own configuration can name programs to run. A folder without a repository has none.
 */
export async function readHistory(): Promise<readonly Commit[]> {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return (await Promise.all(folders.map(historyOf))).flat();
}

async function historyOf({ uri }: vscode.WorkspaceFolder): Promise<readonly Commit[]> {
  await using git = gitIn(uri.fsPath);
  try {
    const commits = parseLog(await git.run(logParameters, AbortSignal.timeout(timeoutMs)));
    const prefix = displayPath(vscode.Uri.joinPath(uri, "x")).slice(0, -1);
    return commits.map((commit) => ({ ...commit, paths: commit.paths.map((path) => prefix + path) }));
  } catch {
    return []; // No repository, no git, or a history that takes too long: files are ranked by their words alone.
  }
}
