import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoredFiles } from "../app/ask/conversations.ts";
import { unlessMissing } from "./unlessMissing.ts";

/**
 * Files in a folder of Hunch's own storage. They are written through Node, because `vscode.workspace.fs` fails as soon as
 * the window closes: it asks the window first, which is gone by the time the extension is deactivated.
 * @param folder path; created with the first file
 */
export function nodeStoredFiles(folder: string): StoredFiles {
  const at = (name: string) => join(folder, name);
  return {
    names: async () => (await unlessMissing(() => readdir(folder))) ?? [],
    read: (name) => unlessMissing(() => readFile(at(name), "utf8")),
    // Written beside it and renamed, so that a process that is killed leaves the old file or the new one.
    write: async (name, text) => {
      await mkdir(folder, { recursive: true });
      await writeFile(at(`${name}.part`), text, { flush: true });
      await rename(at(`${name}.part`), at(name));
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}
