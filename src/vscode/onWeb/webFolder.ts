import * as vscode from "vscode";
import type { LineFileState } from "../../app/ports.ts";

/** Files of Hunch's own in a folder, through VS Code's file systems. The folder is created with the first file. */
export class WebFolder {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  at(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
  }

  /** Names of the files; none while the folder does not exist. */
  async names(): Promise<readonly string[]> {
    const entries = await unlessMissing(() => vscode.workspace.fs.readDirectory(this.#folder));
    return (entries ?? []).map(([name]) => name);
  }

  /** Resolves with undefined if the file is missing. */
  async read(name: string): Promise<Uint8Array | undefined> {
    return unlessMissing(() => vscode.workspace.fs.readFile(this.at(name)));
  }

  /** Resolves with undefined if the file is missing. */
  async stat(name: string): Promise<LineFileState | undefined> {
    const found = await unlessMissing(() => vscode.workspace.fs.stat(this.at(name)));
    return found && { size: found.size, modified: found.mtime };
  }

  /** Replaces the file as a whole. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(this.at(name), bytes);
  }

  /** Deletes the file, if it exists. */
  async remove(name: string): Promise<void> {
    await unlessMissing(() => vscode.workspace.fs.delete(this.at(name)));
  }
}

async function unlessMissing<T>(run: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
