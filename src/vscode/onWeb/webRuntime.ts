import * as vscode from "vscode";
import { memoryStoredFiles } from "../../app/ask/memoryStoredFiles.ts";
import { gitUserOf } from "../../app/files/gitRepository.ts";
import { createPassageIndex } from "../../core/ask/createPassageIndex.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { createWebFetch, thisPage } from "./webFetch.ts";
import { WebFolder } from "./webFolder.ts";
import { webLineFiles } from "./webLineFiles.ts";
import { createWebLocks } from "./webLocks.ts";
import { webStoredFiles } from "./webStoredFiles.ts";
import { createYieldByMessage } from "./yieldByMessage.ts";

/** The index is in the memory of the extension host, which is a part of the page. */
const mostIndexed = 5_000;

/** An extension host in a worker of a browser: no processes, no threads of its own, no disk but that of `workspace.fs`. */
export function createWebRuntime({ globalStorageUri, storageUri }: vscode.ExtensionContext): Runtime {
  const yieldToEventLoop = createYieldByMessage();
  // Nothing is there: a browser does not show a user's git settings to the page.
  const nowhere = (path: string) => vscode.Uri.joinPath(globalStorageUri, "no-machine", path).toString();
  return {
    kind: "web",
    lineFiles: webLineFiles(new WebFolder(globalStorageUri), createWebLocks()),
    // Without a folder, conversations end with the window.
    conversations: storageUri
      ? webStoredFiles(new WebFolder(vscode.Uri.joinPath(storageUri, "ask")))
      : memoryStoredFiles(),
    gitUser: gitUserOf("/home", {}, nowhere),
    home: undefined,
    fetch: createWebFetch(thisPage()),
    yieldToEventLoop,
    openIndex: () => ({ ...createPassageIndex(yieldToEventLoop), dispose: () => undefined }),
    mostIndexed,
    git: undefined,
    mcpServers: undefined,
    createLocalModels: undefined,
    createEvaluation: undefined,
    openExporter: undefined,
    sharedIndex: undefined,
  };
}
