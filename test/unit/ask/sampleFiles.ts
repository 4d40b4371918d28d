import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AskFile, AskFiles } from "../../../src/core/ask/askFiles.ts";

/** All text files under a folder, as Ask sees a workspace of which nothing was opened yet. */
export function filesUnder(root: string, pattern = "**/*.{ts,py,go,rs,md,json,toml,mod}"): readonly AskFile[] {
  return globSync(pattern, { cwd: root })
    .sort()
    .map((name) => {
      const path = name.replaceAll("\\", "/");
      const lines = readFileSync(join(root, name), "utf8").split(/\r\n|\n/);
      return { uri: `file:///${path}`, path, lines, recency: undefined };
    });
}

/** The port over files at hand; notes nothing, waits for nothing. */
export function askFilesOf(files: readonly AskFile[]): AskFiles {
  return async function* (_promise, signal) {
    for (const file of files) {
      if (signal.aborted) return;
      yield file;
    }
  };
}
