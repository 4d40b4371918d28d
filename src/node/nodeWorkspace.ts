import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Exclusions } from "../app/files/exclusions.ts";
import { gitUserOf } from "../app/files/gitRepository.ts";
import { createReadStamp, type ReadStamp } from "../app/files/readStamp.ts";
import { createReadText, type ReadText } from "../app/files/readText.ts";
import { uriPath } from "../app/files/uriPath.ts";
import { walkFolders } from "../app/files/walkFolders.ts";
import type { Files, Workspace } from "../app/ports.ts";
import { nodeFiles } from "./nodeFiles.ts";
import { PolledWatches } from "./polledWatches.ts";

/** A folder of this machine as a workspace, behind the gate to files. */
export interface NodeWorkspace {
  readonly folder: { readonly uri: string; readonly name: string };
  readonly workspace: Workspace;
  readonly readText: ReadText;
  readonly readStamp: ReadStamp;
  readonly excludes: (uri: string) => Promise<boolean>;
  readonly exclusions: Pick<Exclusions, "onDidChange" | "reset">;
  /** Notices changed ignore files that are outside the folder, and git's own. */
  readonly lookAtIgnoreFiles: () => Promise<void>;
  /** For each of these files that exists, a text that changes with it. Doesn't check whether they may be read. */
  readonly stamps: (uris: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** As the setting `hunch.context.exclude` has them by default. */
const globs = ["**/node_modules/**", "**/*.min.*"];

/** @param path of the folder @param onError receives sentences for the log */
export function openNodeWorkspace(path: string, onError: (sentence: string) => void): NodeWorkspace {
  const folder = { uri: pathToFileURL(path).href, name: basename(path) };
  const inside = (uri: string) => uri === folder.uri || uri.startsWith(`${folder.uri}/`);
  const pathIn = (uri: string) => relative(path, fileURLToPath(uri)).replaceAll(sep, "/");
  const workspace: Workspace = {
    fileOf: (uri) => uri,
    folderOf: (uri) => (inside(uri) ? folder.uri : undefined),
    displayPath: (uri) => (inside(uri) ? pathIn(uri) : basename(uriPath(uri))),
    find: (include, exclude, limit, isWanted) =>
      walkFolders({ folders: [folder.uri], include, exclude, limit, isWanted }, nodeFiles),
  };
  const uriOf = (file: string) => pathToFileURL(file).href;
  const report = (uri: string, error: unknown) => onError(`Can't read ${uriPath(uri)}: ${String(error)}`);
  const gitUser = gitUserOf(homedir(), process.env, uriOf);
  const watches = new PolledWatches(stampOf);
  const files: Files = { ...nodeFiles, watch: (uri, onChange) => watches.watch(uri, onChange) };
  const exclusions = new Exclusions({ files, workspace, gitUser, globs: () => globs, onError: report });
  const excludes = (uri: string) => exclusions.excludes(uri);
  const documents = { get: () => undefined };
  return {
    folder,
    workspace,
    excludes,
    exclusions,
    readText: createReadText({ files, documents, workspace, excludes, onError: report }),
    readStamp: createReadStamp({ files, documents, excludes, onError: report }),
    lookAtIgnoreFiles: () => watches.look(),
    stamps: async (uris) => {
      const stamps = await Promise.all(uris.map(async (uri) => [uri, await stampOf(uri)] as const));
      return new Map(stamps.filter(([, stamp]) => stamp !== ""));
    },
  };
}

/** Time of the last change and size; empty for a file that is gone, or can't be looked at. */
async function stampOf(uri: string): Promise<string> {
  const found = await stat(fileURLToPath(uri)).catch(() => undefined);
  return found ? `${found.mtimeMs}:${found.size}` : "";
}
