import { childUri, uriPath } from "../../app/files/uriPath.ts";
import type { Files, Workspace } from "../../app/ports.ts";
import { compileGlobs } from "../../core/context/globs.ts";
import type { Folders } from "./folders.ts";

export interface LspWorkspaceDeps {
  readonly folders: Folders;
  readonly files: Pick<Files, "list">;
  /** The notebook that contains a cell. */
  readonly notebookOf: (uri: string) => string | undefined;
  /** Whether the files of a folder are ignored. */
  readonly isIgnored: (folder: string) => Promise<boolean>;
  /** Called when a folder can't be listed. */
  readonly onError: (uri: string, error: unknown) => void;
}

/** Folders that one search lists at most: a home folder that is open by mistake must not take minutes. */
const maxFolders = 5_000;

/** The open folders, searched file by file. */
export function createLspWorkspace({ folders, files, notebookOf, isIgnored, onError }: LspWorkspaceDeps): Workspace {
  const pathIn = (folder: string, uri: string) => uriPath(uri).slice(uriPath(folder).length + 1);
  return {
    fileOf: (uri) => notebookOf(uri) ?? uri,
    folderOf: (uri) => folders.of(notebookOf(uri) ?? uri),
    displayPath(uri) {
      const file = notebookOf(uri) ?? uri;
      const folder = folders.of(file);
      return folder === undefined ? (uriPath(file).split("/").at(-1) ?? file) : pathIn(folder, file);
    },
    async find(include, exclude, limit) {
      const isIncluded = compileGlobs([include]);
      const isExcluded = compileGlobs([exclude, "**/.git/**"]);
      const found: string[] = [];
      let listed = 0;
      // Level by level, so that a limit leaves out what is deepest.
      for (let level = folders.all().map((uri) => ({ root: uri, uri })); level.length > 0; ) {
        const next: typeof level = [];
        for (const { root, uri } of level) {
          if (found.length >= limit || ++listed > maxFolders) return found;
          for (const [name, kind] of await list(uri)) {
            const child = childUri(uri, name);
            const path = { relative: pathIn(root, child), absolute: uriPath(child) };
            if (kind === "file" && isIncluded(path) && !isExcluded(path)) found.push(child);
            if (kind === "folder" && !isExcluded({ ...path, relative: `${path.relative}/x` }))
              if (!(await isIgnored(child))) next.push({ root, uri: child });
          }
        }
        level = next;
      }
      return found.slice(0, limit);
    },
  };

  async function list(uri: string) {
    try {
      return await files.list(uri);
    } catch (error) {
      onError(uri, error);
      return [];
    }
  }
}
