import * as vscode from "vscode";
import type { StoredFiles } from "../../app/ask/conversations.ts";

/**
 * Files in a folder of Hunch's own storage; in memory if there is none, because no folder is open.
 * @param folder is created with the first file
 */
export function storedFiles(folder: vscode.Uri | undefined): StoredFiles {
  if (!folder) return inMemory();
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    names: async () => (await orMissing(fs.readDirectory(folder)))?.map(([name]) => name) ?? [],
    read: async (name) => {
      const bytes = await orMissing(fs.readFile(at(name)));
      return bytes && new TextDecoder().decode(bytes);
    },
    // Written beside and renamed, so that a window that is killed leaves the old file or the new one.
    write: async (name, text) => {
      await fs.createDirectory(folder);
      await fs.writeFile(at(`${name}.part`), new TextEncoder().encode(text));
      await fs.rename(at(`${name}.part`), at(name), { overwrite: true });
    },
    remove: async (name) => {
      await orMissing(fs.delete(at(name)));
    },
  };
}

function inMemory(): StoredFiles {
  const texts = new Map<string, string>();
  return {
    names: () => Promise.resolve([...texts.keys()]),
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => Promise.resolve(void texts.set(name, text)),
    remove: (name) => Promise.resolve(void texts.delete(name)),
  };
}

async function orMissing<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
