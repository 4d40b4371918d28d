import type { Cursor } from "../../../src/core/types/cursor.ts";
import type { EmbeddedEngine } from "../../../src/core/types/engine.ts";
import type { RecentFile, SlicedTask } from "../../../src/core/types/source.ts";

export function runAll(task: SlicedTask): void {
  while (!task.next().done);
}

/** Teaches an engine a file under its path. */
export function teach(
  engine: EmbeddedEngine,
  path: string,
  text: string,
  languageId = "typescript",
  version = 1,
): void {
  runAll(engine.learn({ uri: path, path, languageId, version, lines: text.split("\n") }));
}

/** A cursor drawn as ▮ in a document. */
export function cursorAt(drawn: string, path = "current.ts", languageId = "typescript", version = 1): Cursor {
  const [prefix = "", suffix = ""] = drawn.split("▮");
  const line = prefix.split("\n").length - 1;
  return {
    uri: path,
    path,
    languageId,
    version,
    line,
    prefix,
    suffix,
    indentation: { insertSpaces: true, tabSize: 2 },
  };
}

export function recently(...paths: string[]): RecentFile[] {
  return paths.map((uri) => ({ uri, edited: [] }));
}
