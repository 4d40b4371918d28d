import { compileGlobs, compileInclude } from "../../core/context/globs.ts";
import { untilAborted } from "../../core/util/untilAborted.ts";
import type { Files } from "../ports.ts";
import { childUri, uriPath } from "./uriPath.ts";

export interface Walk {
  /** Uris of the folders to look through. */
  readonly folders: readonly string[];
  /** Glob relative to such a folder. */
  readonly include: string;
  /** Glob of files and folders to skip. */
  readonly exclude: string | undefined;
  /** Maximum number of files. */
  readonly limit: number;
}

/** Folders that are read at most, and how deep: links may lead in circles. */
const mostFolders = 100_000;
const mostDepth = 40;

/**
 * Finds files by reading folder after folder, those of the top first, so that a limit leaves out the deepest. A folder
 * that can't be read counts as empty. Resolves with the files found so far when the signal is aborted.
 */
export async function walkFolders(
  { folders, include, exclude, limit }: Walk,
  files: Pick<Files, "list">,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const isIncluded = compileInclude(include);
  const isExcluded = compileGlobs(exclude === undefined ? [] : [exclude]);
  const found: string[] = [];
  const waiting = folders.map((uri) => ({ uri, relative: "", depth: 0 }));
  let read = 0;
  // Folders pushed during the loop come last, so the walk is breadth-first.
  for (const { uri, relative, depth } of waiting) {
    if (read++ === mostFolders || found.length >= limit || signal?.aborted) break;
    const listed = files.list(uri).catch(() => []);
    for (const [name, kind] of (await (signal ? untilAborted(listed, signal) : listed)) ?? []) {
      const child = childUri(uri, name);
      const path = relative === "" ? name : `${relative}/${name}`;
      const skips = (inside: string) => isExcluded({ relative: path + inside, absolute: uriPath(child) + inside });
      if (kind === "file" && isIncluded(path) && !skips("")) found.push(child);
      if (kind === "folder" && depth < mostDepth && !skips("/x"))
        waiting.push({ uri: child, relative: path, depth: depth + 1 });
    }
  }
  return found.slice(0, limit);
}
