import { readdir, readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FileStat, Files } from "../app/ports.ts";

/** The files of this machine, read through Node. Nothing is watched: a command ends before files change. */
export const nodeFiles: Files = {
  stat: async (uri) => {
    try {
      const found = await stat(fileURLToPath(uri));
      return { kind: kindOf(found), size: found.size };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  read: (uri) => readFile(fileURLToPath(uri)),
  list: async (uri) =>
    (await readdir(fileURLToPath(uri), { withFileTypes: true })).map((entry) => [entry.name, kindOf(entry)]),
  watch: () => () => undefined,
};

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileStat["kind"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
