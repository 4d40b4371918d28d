import * as vscode from "vscode";
import { noticeOf } from "../../app/servers/modelNotice.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { ModelError } from "../../core/types/model.ts";
import { downloadModel } from "../../transformers/downloadModel.ts";
import { defaultHub, type HubListing, isHubName, listFiles } from "../../transformers/hubListing.ts";
import { ModelFolders } from "../../transformers/modelFolders.ts";
import { ModelWorker } from "../../transformers/modelWorker.ts";
import { abortSignalOf } from "../ghostText/abortSignal.ts";

export interface LocalModelsDeps {
  readonly extensionUri: vscode.Uri;
  readonly globalStorageUri: vscode.Uri;
  readonly memento: vscode.Memento;
  /** The editor's own, patched for proxies and certificates. */
  readonly fetch: Fetch;
  /** A mirror's address, or "" for Hugging Face. */
  readonly hub: () => string;
  readonly log: vscode.LogOutputChannel;
}

/** Models that fill in the middle and exist as ONNX; the hub says how large they are. */
const suggested = ["onnx-community/Qwen2.5-Coder-0.5B-Instruct", "onnx-community/Qwen2.5-Coder-1.5B-Instruct"] as const;
/** For which models a download was agreed to. */
const consentKey = "hunch.modelConsent";
/** Long enough for a walk to the kettle; a model of half a billion parameters holds a gigabyte meanwhile. */
const idleMs = 10 * 60_000;

/** Models inside the editor: chosen, downloaded once a person agreed, run by a thread of their own, deleted. */
export class LocalModels implements vscode.Disposable {
  readonly #deps: LocalModelsDeps;
  readonly #folders: ModelFolders;
  readonly #worker: ModelWorker;

  constructor(deps: LocalModelsDeps) {
    this.#deps = deps;
    this.#folders = new ModelFolders(vscode.Uri.joinPath(deps.globalStorageUri, "models").fsPath);
    this.#worker = new ModelWorker({
      entry: vscode.Uri.joinPath(deps.extensionUri, "dist", "transformers", "worker.mjs").fsPath,
      folderOf: async (model) => this.#folders.find(model),
      idleMs,
    });
  }

  /** For the model clients: answers without a server. */
  readonly open: ModelWorker["open"] = (call, signal) => this.#worker.open(call, signal);

  /** Frees the memory of a model that is no longer configured. */
  async rest(): Promise<void> {
    await this.#worker.stop();
  }

  /** Lets a person pick a model and gets it onto this machine. @returns its name or folder; undefined for neither */
  async choose(): Promise<string | undefined> {
    return this.#telling(async () => {
      const model = await this.#pick();
      return model !== undefined && (await this.ensure(model)) ? model : undefined;
    });
  }

  /** Makes sure that a model is on this machine: asks, then downloads. @returns whether it is */
  async ensure(model: string): Promise<boolean> {
    const isThere = await this.#telling(async () => {
      if (this.#folders.has(model)) return true;
      if (!isHubName(model)) this.#folders.find(model);
      const hub = this.#hub();
      const listing = await this.#ask(hub, model);
      if (!listing || !(await this.#agrees(listing, hub))) return false;
      return this.#download(listing, hub);
    });
    return isThere ?? false;
  }

  /** What `run` came to; undefined when it failed in a way that a person has been told of. */
  async #telling<T>(run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const { sentence } = hubSentence(error);
      void vscode.window.showErrorMessage(`${sentence} (${error.detail})`);
      return undefined;
    }
  }

  /** @throws ModelError `notConfigured` when the mirror's address is none */
  #hub(): string {
    const typed = this.#deps.hub();
    if (typed === "") return defaultHub;
    if (/^https?:\/\//.test(typed) && URL.canParse(typed)) return typed;
    const why = `"${typed.slice(0, 80)}" in hunch.model.baseUrl is not the address of a mirror; leave it empty for Hugging Face`;
    throw new ModelError("notConfigured", why);
  }

  /** `Hunch: Delete Downloaded Models…` */
  async deleteSome(): Promise<void> {
    const models = await this.#folders.downloaded();
    if (models.length === 0) return void vscode.window.showInformationMessage("No model has been downloaded.");
    const title = "Delete Downloaded Models";
    const picked = await vscode.window.showQuickPick([...models], { title, canPickMany: true });
    if (!picked || picked.length === 0) return;
    await this.#worker.stop();
    for (const model of picked) await this.#folders.remove(model);
    const kept = this.#consents().filter((model) => !picked.includes(model));
    await this.#deps.memento.update(consentKey, kept);
  }

  dispose(): void {
    void this.#worker.stop();
  }

  async #pick(): Promise<string | undefined> {
    const { host } = new URL(this.#hub());
    const known = [...new Set([...(await this.#folders.downloaded()), ...suggested])];
    const items = known.map((label) => {
      const isHere = this.#folders.has(label);
      const detail = isHere
        ? "on this machine"
        : `asks ${host} how large it is; nothing is downloaded before you agree`;
      return { label, detail };
    });
    const other = {
      label: "$(edit) Another model of the hub…",
      detail: "owner/name of a causal model with ONNX weights",
    };
    const folder = {
      label: "$(folder) A folder on this machine…",
      detail: "config.json, tokenizer.json and onnx/ inside",
    };
    const picked = await vscode.window.showQuickPick([...items, other, folder], {
      title: "Choose a Model: In This Editor",
    });
    if (picked === folder) return pickFolder();
    if (picked !== other) return picked?.label;
    return vscode.window.showInputBox({
      title: "Choose a Model: Name on the Hub",
      placeHolder: suggested[0],
      ignoreFocusOut: true,
      validateInput: (text) => (isHubName(text) ? undefined : "Models are called owner/name."),
    });
  }

  #ask(hub: string, model: string): Thenable<HubListing | undefined> {
    const title = `Asking for the size of ${model}…`;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (_progress, token) => {
      const signal = abortSignalOf(token);
      try {
        return await listFiles(hub, model, this.#deps.fetch, signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    });
  }

  /** Asked once for each model: a download that was cancelled goes on without asking again. */
  async #agrees({ model, bytes, files }: HubListing, hub: string): Promise<boolean> {
    if (this.#consents().includes(model)) return true;
    const download = "Download";
    const sentence = `Download ${model} from ${new URL(hub).host}? ${megabytes(bytes)} MB in ${files.length} files.`;
    const detail =
      "It is kept in Hunch's storage until you run “Hunch: Delete Downloaded Models…”. Then it runs on this machine; none of your code is sent.";
    if ((await vscode.window.showInformationMessage(sentence, { modal: true, detail }, download)) !== download)
      return false;
    await this.#deps.memento.update(consentKey, [...this.#consents(), model]);
    return true;
  }

  #download(listing: HubListing, hub: string): Thenable<boolean> {
    const title = `Downloading ${listing.model}`;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      let shown = 0;
      const onProgress = (bytes: number) => {
        const percent = Math.floor((100 * bytes) / listing.bytes);
        if (percent === shown) return;
        progress.report({
          increment: percent - shown,
          message: `${megabytes(bytes)} of ${megabytes(listing.bytes)} MB`,
        });
        shown = percent;
      };
      const { fetch } = this.#deps;
      const folder = this.#folders.pathOf(listing.model);
      const isWhole = await downloadModel(listing, folder, { hub, fetch, onProgress }, abortSignalOf(token));
      if (isWhole) await this.#folders.complete(listing);
      return isWhole;
    });
  }

  #consents(): readonly string[] {
    const kept = this.#deps.memento.get<unknown>(consentKey, []);
    const models = Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
    if (!Array.isArray(kept) || models.length < kept.length)
      this.#deps.log.warn(
        "The list of models whose download was agreed to was damaged; Hunch asks again where in doubt.",
      );
    return models;
  }
}

async function pickFolder(): Promise<string | undefined> {
  const options = { canSelectFolders: true, canSelectFiles: false, title: "Folder of an ONNX model" };
  return (await vscode.window.showOpenDialog(options))?.[0]?.fsPath;
}

/** The notices speak of servers; a hub fails with a few sentences of its own. */
function hubSentence(error: ModelError): { readonly sentence: string } {
  if (error.kind === "notFound") return { sentence: "The hub does not have this model." };
  if (error.kind === "badRequest") return { sentence: "This model can't run in the editor." };
  if (error.kind === "badResponse") return { sentence: "The model did not arrive; choose it again to go on." };
  return noticeOf(error);
}

/** As download pages count: a million bytes. */
function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
