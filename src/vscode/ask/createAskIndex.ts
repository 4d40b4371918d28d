import * as vscode from "vscode";
import { type AskSourcesDeps, createAskSources, ignoredFolders, isAskedAbout } from "../../app/ask/askSources.ts";
import type { IndexNotice } from "../../app/ask/indexMessages.ts";
import { WorkspaceIndex, type WorkspaceIndexDeps } from "../../app/ask/workspaceIndex.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import type { PassageIndex } from "../../core/ask/passageIndex.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { findFiles } from "../files/findFiles.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import type { GitAccess } from "./gitAccess.ts";
import { createIndexStatus } from "./indexStatus.ts";
import { TypingRests } from "./typingRests.ts";

export interface AskIndexDeps extends AskSourcesDeps {
  /** An embeddings model that may read the whole workspace. */
  readonly embedder: WorkspaceIndexDeps["embedder"];
  readonly openIndex: OpenIndex;
  /** Maximum number of files that the index may hold. */
  readonly mostFiles: number;
  readonly git: GitAccess | undefined;
  readonly exclusions: Pick<Exclusions, "onDidChange">;
  readonly log: vscode.LogOutputChannel;
}

/** What an index reports by itself. */
export interface IndexEvents {
  /** Is called when the index ended by itself: what was not saved is lost, and the next order starts another one. */
  readonly onLost: (error: Error) => void;
  readonly onNotice: (notice: IndexNotice) => void;
}

/** Opens the index of this workspace. */
export type OpenIndex = (events: IndexEvents) => PassageIndex & vscode.Disposable;

const mostInFolder = 5_000;
/** Settings that choose an embeddings model for the workspace. */
const embeddingSettings = ["hunch.ask.embeddingsModel", "hunch.ask.embeddingsFrom", "hunch.ask.embedWorkspace"];

/** Builds the index of the workspace for Ask and keeps it in step with the editor and the disk. */
export function createAskIndex(deps: AskIndexDeps): { readonly workspace: WorkspaceIndex } & vscode.Disposable {
  const own = new DisposableStore();
  const sources = createAskSources(deps);
  const index = own.add(
    deps.openIndex({
      onLost: (error) => {
        deps.log.warn(`Ask's index stopped and starts again with the next question: ${error.message}`);
        workspace.reset();
      },
      onNotice: ({ notice, reason }) => {
        if (notice === "inMemory") deps.log.info(`Ask keeps its index in memory: ${reason}`);
        else {
          deps.log.warn(`Ask's index was damaged and is built again: ${reason}`);
          void vscode.window.showInformationMessage(t("Ask's index was damaged. It is being built again."));
        }
      },
    }),
  );
  const rests = own.add(new TypingRests());
  const onError = (error: unknown) => deps.log.warn(`A part of Ask's index failed: ${messageOf(error)}`);
  const workspace = new WorkspaceIndex({
    ...sources,
    index,
    mostFiles: deps.mostFiles,
    recentUris: deps.recentUris,
    history: async () => (await deps.git?.history()) ?? [],
    embedder: deps.embedder,
    clean: (text) => redact(text).text,
    now: () => performance.now(),
    rest: (ms) => rests.rest(ms),
    onError,
    t,
  });
  const isConcerned = (uri: vscode.Uri, within = "") =>
    workspace.isStarted && isAskedAbout(uri.toString(), deps.workspace.displayPath(uri.toString()) + within);
  const changed = (uri: vscode.Uri) => {
    if (isConcerned(uri)) workspace.changed(uri.toString());
  };
  own.add(workspace);
  own.add(createIndexStatus(workspace));
  const watcher = own.add(vscode.workspace.createFileSystemWatcher("**/*"));
  const created = async (uri: vscode.Uri) => {
    // A folder of dependencies or build output is not searched.
    if (isConcerned(uri, "/file")) for (const file of await filesAt(uri)) changed(file);
  };
  own.add(watcher.onDidCreate((uri) => void created(uri).catch(onError)));
  own.add(watcher.onDidChange(changed));
  own.add(watcher.onDidDelete((uri) => workspace.deleted(uri.toString())));
  own.add({ dispose: deps.exclusions.onDidChange(() => workspace.reset()) });
  own.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!vscode.workspace.getWorkspaceFolder(document.uri)) return; // A log is a document, too.
      rests.typed();
      changed(document.uri);
    }),
  );
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("files.exclude")) workspace.reset();
      if (embeddingSettings.some((name) => event.affectsConfiguration(name))) workspace.modelChanged();
    }),
  );
  return { workspace, dispose: () => own.dispose() };
}

/** The file itself, or the files of a folder that Ask may search: a folder that is moved here is reported as one. */
async function filesAt(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) return [uri];
    return await findFiles(new vscode.RelativePattern(uri, "**/*"), ignoredFolders, mostInFolder);
  } catch {
    return []; // Gone again.
  }
}
