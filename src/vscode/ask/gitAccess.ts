import type * as vscode from "vscode";
import type { Commit } from "../../core/ask/history/commitIndex.ts";

/** What Ask reads through git. */
export interface GitAccess {
  /** Commit messages of the workspace's folders, newest first. */
  history(): Promise<readonly Commit[]>;
  /** The last commits of a file, or the commit that last changed a line, as text. @param line from 0 */
  fileHistory(uri: string, line: number | undefined, signal: AbortSignal): Promise<string | undefined>;
  /** The files that differ from the last commit, each with its diff; undefined if git can't tell. */
  changedFiles(folder: vscode.Uri): Promise<readonly { readonly uri: vscode.Uri; readonly diff: string }[] | undefined>;
}
