import { uriPath } from "../../app/files/uriPath.ts";
import { walkFolders } from "../../app/files/walkFolders.ts";
import type { Files, Workspace } from "../../app/ports.ts";
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

/** The open folders, searched folder by folder. */
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
    find: (include, exclude, limit, isWanted) =>
      walkFolders({ folders: folders.all(), include, exclude, limit, isWanted, maxFolders, isIgnored, onError }, files),
  };
}
