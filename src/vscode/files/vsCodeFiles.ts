import * as vscode from "vscode";
import type { FileStat, Files } from "../../app/ports.ts";

/** Files through VS Code's file systems, local and remote. */
export const vsCodeFiles: Files = {
  stat: async (uri) => {
    try {
      const { type, size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
      return { kind: kindOf(type), size, modified: mtime };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  read: async (uri) => vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)),
  list: async (uri) => {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri, true));
    return entries.map(([name, type]) => [name, kindOf(type)]);
  },
  watch: (uri, onChange) => {
    const file = vscode.Uri.parse(uri, true);
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, ".."), file.path.split("/").at(-1) ?? "");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidChange(onChange);
    watcher.onDidCreate(onChange);
    watcher.onDidDelete(onChange);
    return () => watcher.dispose();
  },
};

/** A symbolic link has two bits: its own, and that of what it leads to. */
function kindOf(type: vscode.FileType): FileStat["kind"] {
  if ((type & vscode.FileType.File) !== 0) return "file";
  return (type & vscode.FileType.Directory) !== 0 ? "folder" : "other";
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof vscode.FileSystemError)) return false;
  return error.code === "FileNotFound" || error.code === "FileNotADirectory";
}
