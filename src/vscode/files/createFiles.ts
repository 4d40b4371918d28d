import { homedir } from "node:os";
import { pathToFileURL } from "node:url";
import type * as vscode from "vscode";
import { Exclusions } from "../../app/files/exclusions.ts";
import { gitUserOf } from "../../app/files/gitRepository.ts";
import { createReadStamp, type ReadStamp } from "../../app/files/readStamp.ts";
import { createReadText, type ReadText } from "../../app/files/readText.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { vsCodeFiles } from "./vsCodeFiles.ts";
import { vsCodeDocuments, vsCodeWorkspace } from "./vsCodeWorkspace.ts";

/** The gate to the user's files. */
export interface FileAccess {
  readonly exclusions: Exclusions;
  readonly readText: ReadText;
  readonly readStamp: ReadStamp;
}

export function createFiles(settings: SettingsPort, log: vscode.LogOutputChannel, own: DisposableStore): FileAccess {
  const onError = (uri: string, error: unknown) => log.debug(`Can't read ${uri}: ${messageOf(error)}`);
  const [files, workspace, documents] = [vsCodeFiles, vsCodeWorkspace, vsCodeDocuments];
  const gitUser = gitUserOf(homedir(), process.env, (path) => pathToFileURL(path).href);
  const globs = (folder: string | undefined) => settings.excludes(folder);
  const exclusions = own.add(new Exclusions({ files, workspace, gitUser, globs, onError }));
  const excludes = (uri: string) => exclusions.excludes(uri);
  return {
    exclusions,
    readText: createReadText({ files, documents, workspace, excludes, onError }),
    readStamp: createReadStamp({ files, documents, excludes, onError }),
  };
}
