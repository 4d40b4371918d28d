import * as vscode from "vscode";
import { notLongerThan } from "../../transformers/embeddings/notLongerThan.ts";
import { isHubName } from "../../transformers/hubListing.ts";
import { ModelFolders } from "../../transformers/modelFolders.ts";
import { ModelWorker, type ModelWorkerDeps } from "../../transformers/modelWorker.ts";
import { t } from "../host/t.ts";
import type { LocalModels, LocalModelsDeps, LocalModelUse } from "../servers/localModels.ts";
import { ModelDownloads } from "./modelDownloads.ts";

export interface NodeModelsDeps extends LocalModelsDeps {
  readonly extensionUri: vscode.Uri;
  readonly globalStorageUri: vscode.Uri;
  readonly memento: vscode.Memento;
}

/** A coffee break; meanwhile a model of half a billion parameters occupies a gigabyte. */
const idleMs = 10 * 60_000;
/** While the user waits for a completion. */
const completionThreads = 4;
/** In the background, while the user types. */
const embeddingThreads = 1;
/** A question waits no longer for a model that is being loaded. */
const mostQuestionMs = 5_000;

/** Models in worker threads of the editor, one for each use, and their files on this machine. */
export class NodeModels implements LocalModels {
  readonly #folders: ModelFolders;
  readonly #downloads: ModelDownloads;
  readonly #completing: ModelWorker;
  readonly #embedding: ModelWorker;

  constructor(deps: NodeModelsDeps) {
    this.#folders = new ModelFolders(vscode.Uri.joinPath(deps.globalStorageUri, "models").fsPath);
    this.#downloads = new ModelDownloads(this.#folders, deps);
    const shared: Omit<ModelWorkerDeps, "mostThreads"> = {
      entry: vscode.Uri.joinPath(deps.extensionUri, "dist", "transformers", "worker.mjs").fsPath,
      folderOf: async (model) => this.#folders.find(model),
      idleMs,
    };
    this.#completing = new ModelWorker({ ...shared, mostThreads: completionThreads });
    this.#embedding = new ModelWorker({ ...shared, mostThreads: embeddingThreads });
  }

  readonly open: ModelWorker["open"] = (call, signal) => this.#completing.open(call, signal);

  readonly embed: LocalModels["embed"] = (model, role, texts, signal) => {
    const run = (ending: AbortSignal) => this.#embedding.embed(model, role, texts, ending);
    return role === "question" ? notLongerThan(mostQuestionMs, signal, run) : run(signal);
  };

  async rest(): Promise<void> {
    await this.#completing.stop();
  }

  downloaded(use: LocalModelUse): Promise<readonly string[]> {
    return this.#folders.downloaded(use);
  }

  async enterName(title: string, placeHolder: string): Promise<string | undefined> {
    return vscode.window.showInputBox({
      title,
      placeHolder,
      ignoreFocusOut: true,
      validateInput: (text) => (isHubName(text) ? undefined : t("Models are called owner/name.")),
    });
  }

  async pickFolder(): Promise<string | undefined> {
    const options = { canSelectFolders: true, canSelectFiles: false, title: t("Folder of an ONNX model") };
    return (await vscode.window.showOpenDialog(options))?.[0]?.fsPath;
  }

  ensure(model: string, use: LocalModelUse): Promise<boolean> {
    return this.#downloads.ensure(model, use);
  }

  async deleteSome(): Promise<void> {
    await this.#downloads.deleteSome(() => this.#stop());
  }

  dispose(): void {
    void this.#stop();
  }

  async #stop(): Promise<void> {
    await Promise.all([this.#completing.stop(), this.#embedding.stop()]);
  }
}
