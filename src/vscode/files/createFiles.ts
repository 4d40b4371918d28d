import type * as vscode from "vscode";
import { Exclusions } from "../../app/files/exclusions.ts";
import type { GitUser } from "../../app/files/gitRepository.ts";
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

export interface FilesDeps {
  readonly settings: SettingsPort;
  readonly gitUser: GitUser;
  readonly log: vscode.LogOutputChannel;
}

export function createFiles({ settings, gitUser, log }: FilesDeps, own: DisposableStore): FileAccess {
  const onError = (uri: string, error: unknown) => log.debug(`Can't read ${uri}: ${messageOf(error)}`);
  const [files, workspace, documents] = [vsCodeFiles, vsCodeWorkspace, vsCodeDocuments];
  const globs = (folder: string | undefined) => settings.excludes(folder);
  const exclusions = own.add(new Exclusions({ files, workspace, gitUser, globs, onError }));
  const excludes = (uri: string) => exclusions.excludes(uri);
  return {
    exclusions,
    readText: createReadText({ files, documents, workspace, excludes, onError }),
    readStamp: createReadStamp({ files, documents, excludes, onError }),
  };
}
