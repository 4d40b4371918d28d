import { homedir } from "node:os";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import { memoryStoredFiles } from "../../app/ask/memoryStoredFiles.ts";
import { gitUserOf } from "../../app/files/gitRepository.ts";
import { nodeLineFiles } from "../../node/nodeLineFiles.ts";
import { nodeStoredFiles } from "../../node/nodeStoredFiles.ts";
import { WorkerIndex } from "../../node/workerIndex.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { createEvaluation } from "./evaluate.ts";
import { changedFiles, fileHistory } from "./gitText.ts";
import { mcpServers } from "./mcpServers.ts";
import { NodeModels } from "./nodeModels.ts";
import { readHistory } from "./readHistory.ts";
import { sharedIndex } from "./sharedIndex.ts";

const mostIndexed = 50_000;

/** An extension host on Node, on the user's computer or on a remote machine. */
export function createNodeRuntime(context: vscode.ExtensionContext): Runtime {
  const { extensionUri, globalState: memento, globalStorageUri, storageUri, extension } = context;
  const version = String(extension.packageJSON.version);
  return {
    kind: "node",
    lineFiles: nodeLineFiles(globalStorageUri.fsPath),
    // Without a folder, conversations end with the window.
    conversations: storageUri ? nodeStoredFiles(vscode.Uri.joinPath(storageUri, "ask").fsPath) : memoryStoredFiles(),
    gitUser: gitUserOf(homedir(), process.env, (path) => pathToFileURL(path).href),
    home: pathToFileURL(homedir()).href.replace(/\/$/, ""),
    // Read at each call: the editor replaces the global fetch by one that knows its proxies and certificates.
    fetch: (url, init) => globalThis.fetch(url, init),
    yieldToEventLoop: () => setImmediate(),
    openIndex: (events) =>
      new WorkerIndex({
        entry: vscode.Uri.joinPath(extensionUri, "dist", "indexWorker.js").fsPath,
        data: { file: storageUri && vscode.Uri.joinPath(storageUri, "ask-index.db").fsPath, version },
        ...events,
      }),
    mostIndexed,
    git: { history: readHistory, fileHistory, changedFiles },
    mcpServers: () => mcpServers(extensionUri, storageUri),
    createLocalModels: (deps) => new NodeModels({ ...deps, extensionUri, globalStorageUri, memento }),
    createEvaluation: () => createEvaluation(extensionUri),
    openExporter: async (options) => {
      const { openExporter } = await import("../../telemetry/openExporter.ts");
      return openExporter(options);
    },
    sharedIndex,
  };
}
