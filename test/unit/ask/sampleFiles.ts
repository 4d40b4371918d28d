import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AskDeps } from "../../../src/core/ask/ask.ts";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";
import { passagesOf } from "../../../src/core/ask/passagesOf.ts";

export interface SampleFile {
  readonly uri: string;
  readonly path: string;
  readonly lines: readonly string[];
}

/** All text files under a folder, as Ask sees a workspace. */
export function filesUnder(root: string, pattern = "**/*.{ts,py,go,rs,md,json,toml,mod}"): readonly SampleFile[] {
  return globSync(pattern, { cwd: root })
    .sort()
    .map((name) => {
      const path = name.replaceAll("\\", "/");
      const lines = readFileSync(join(root, name), "utf8").split(/\r\n|\n/);
      return { uri: `file:///${path}`, path, lines };
    });
}

/** Ask's search over files at hand. */
export function findIn(files: readonly SampleFile[]): AskDeps["find"] {
  const index = createPassageIndex(() => Promise.resolve());
  const texts = new Map(files.map(({ uri, lines }) => [uri, lines.join("\n")]));
  const ready = index.set(files.map(({ uri, path }) => ({ uri, path, text: texts.get(uri) ?? "" })));
  return async (request, limit, signal) => {
    await ready;
    if (signal.aborted) return undefined;
    const { spans, rarity, ...found } = await index.find(request, { limit, recentUris: [] });
    return { ...found, passages: passagesOf(request, spans, rarity, (uri) => texts.get(uri)) };
  };
}
