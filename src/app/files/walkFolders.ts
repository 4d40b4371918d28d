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
  /** Maximum number of files. The walk ends with it. */
  readonly limit: number;
  /** Which files are returned, and so count for the limit; all by default. */
  readonly isWanted?: ((uri: string) => boolean) | undefined;
  /** Maximum number of folders that are read; 100,000 by default. */
  readonly maxFolders?: number;
  /** Whether to skip a folder that no glob excludes. */
  readonly isIgnored?: (folder: string) => Promise<boolean>;
  /** Called when a folder can't be read. */
  readonly onError?: (folder: string, error: unknown) => void;
}

/** Links may lead in circles. */
const maxDepth = 40;

/**
 * Finds files by reading folder after folder, those of the top first, so that a limit leaves out the deepest. Skips
 * `.git`. A folder that can't be read counts as empty. Resolves with the files found so far when the signal is aborted.
 */
export async function walkFolders(
  { folders, include, exclude, limit, isWanted = () => true, maxFolders = 100_000, isIgnored, onError }: Walk,
  files: Pick<Files, "list">,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const isIncluded = compileInclude(include);
  const isExcluded = compileGlobs(exclude === undefined ? [] : [exclude]);
  const list = async (uri: string) => {
    try {
      return await files.list(uri);
    } catch (error) {
      onError?.(uri, error);
      return [];
    }
  };
  const found: string[] = [];
  const waiting = folders.map((uri) => ({ uri, relative: "", depth: 0 }));
  let read = 0;
  // Folders pushed during the loop come last, so the walk is breadth-first.
  for (const { uri, relative, depth } of waiting) {
    if (read++ === maxFolders || found.length >= limit || signal?.aborted) break;
    for (const [name, kind] of (await (signal ? untilAborted(list(uri), signal) : list(uri))) ?? []) {
      if (name === ".git") continue;
      const child = childUri(uri, name);
      const path = relative === "" ? name : `${relative}/${name}`;
      const skips = (inside: string) => isExcluded({ relative: path + inside, absolute: uriPath(child) + inside });
      if (kind === "file" && isIncluded(path) && !skips("") && isWanted(child)) found.push(child);
      if (kind === "folder" && depth < maxDepth && !skips("/x") && !(await isIgnored?.(child)))
        waiting.push({ uri: child, relative: path, depth: depth + 1 });
    }
  }
  return found.slice(0, limit);
}
