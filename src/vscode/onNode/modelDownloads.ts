import * as vscode from "vscode";
import { formatBytes } from "../../app/servers/describeModel.ts";
import { noticeOf } from "../../app/servers/modelNotice.ts";
import { ModelError } from "../../core/types/model.ts";
import { translatable } from "../../core/util/translatable.ts";
import { downloadModel } from "../../transformers/downloadModel.ts";
import { defaultHub, type HubListing, isHubName, listFiles } from "../../transformers/hubListing.ts";
import type { ModelFolders } from "../../transformers/modelFolders.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import { language, t } from "../host/t.ts";
import type { LocalModelsDeps, LocalModelUse } from "../servers/localModels.ts";

export interface ModelDownloadsDeps extends LocalModelsDeps {
  readonly memento: vscode.Memento;
}

/** Models whose download the user has agreed to. */
const consentKey = "hunch.modelConsent";

/** Downloads models with the user's consent, and deletes them. */
export class ModelDownloads {
  readonly #folders: ModelFolders;
  readonly #deps: ModelDownloadsDeps;

  constructor(folders: ModelFolders, deps: ModelDownloadsDeps) {
    this.#folders = folders;
    this.#deps = deps;
  }

  /** Downloads a model if it is missing and the user agrees. @returns whether it is on this machine */
  async ensure(model: string, use: LocalModelUse): Promise<boolean> {
    const isThere = await this.#orShow(async () => {
      if (this.#folders.has(model)) return true;
      if (!isHubName(model)) this.#folders.find(model);
      const hub = this.#hub();
      const listing = await this.#ask(hub, { model, use });
      if (!listing || !(await this.#agrees(listing, hub))) return false;
      return this.#download(listing, hub);
    });
    return isThere ?? false;
  }

  /** Runs `run`; on a ModelError, shows it and returns undefined. */
  async #orShow<T>(run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const reason = t(...error.wording);
      const message = error.kind === "notConfigured" ? reason : `${hubSentence(error).sentence} (${reason})`;
      void vscode.window.showErrorMessage(message);
      return undefined;
    }
  }

  /** @throws ModelError `notConfigured` if the mirror's address is malformed */
  #hub(): string {
    const typed = this.#deps.hub();
    if (typed === "") return defaultHub;
    if (/^https?:\/\//.test(typed) && URL.canParse(typed)) return typed;
    throw new ModelError("notConfigured", [
      translatable('"{0}" in hunch.model.baseUrl is not the address of a mirror; leave it empty for Hugging Face'),
      typed.slice(0, 80),
    ]);
  }

  /** Lets the user choose what to delete. @param unload frees the models that are in memory */
  async deleteSome(unload: () => Promise<void>): Promise<void> {
    const models = await this.#folders.all();
    if (models.length === 0) return void vscode.window.showInformationMessage(t("No model has been downloaded."));
    const title = t("Delete Downloaded Models");
    const picked = await vscode.window.showQuickPick([...models], { title, canPickMany: true });
    if (!picked || picked.length === 0) return;
    await unload();
    for (const model of picked) await this.#folders.remove(model);
    const kept = this.#consents().filter((model) => !picked.includes(model));
    await this.#deps.memento.update(consentKey, kept);
  }

  #ask(hub: string, wanted: Pick<HubListing, "model" | "use">): Thenable<HubListing | undefined> {
    const title = t("Getting the size of {0}…", wanted.model);
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (_progress, token) => {
      const signal = abortSignalOf(token);
      try {
        return await listFiles(hub, wanted, this.#deps.fetch, signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    });
  }

  /** Asks once for each model: a cancelled download is resumed without asking again. */
  async #agrees({ model, use, bytes, files }: HubListing, hub: string): Promise<boolean> {
    if (this.#consents().includes(model)) return true;
    const download = t("Download");
    const sentence = t(
      "Download {0} from {1}? {2} in {3} files.",
      model,
      new URL(hub).host,
      formatBytes(bytes, language),
      files.length,
    );
    const kept = t(
      "It runs on this machine; none of your code is sent. Hunch keeps it until you run “Hunch: Delete Downloaded Models…”.",
    );
    const detail = use === "embeddings" ? `${kept} ${workspaceIsRead()}` : kept;
    if ((await vscode.window.showInformationMessage(sentence, { modal: true, detail }, download)) !== download)
      return false;
    await this.#deps.memento.update(consentKey, [...this.#consents(), model]);
    return true;
  }

  #download(listing: HubListing, hub: string): Thenable<boolean> {
    const title = t("Downloading {0}", listing.model);
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      let shown = 0;
      const onProgress = (bytes: number) => {
        const percent = Math.floor((100 * bytes) / listing.bytes);
        if (percent === shown) return;
        progress.report({
          increment: percent - shown,
          message: t("{0} of {1}", formatBytes(bytes, language), formatBytes(listing.bytes, language)),
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
        "The list of models whose download you agreed to was damaged. Hunch asks again before it downloads one.",
      );
    return models;
  }
}

/** What a model for search by meaning costs after its download. */
function workspaceIsRead(): string {
  return t("It reads all files of a workspace once, in the background, which takes processor time.");
}

/** Most notices are about servers; some failures of a hub need other sentences. */
function hubSentence(error: ModelError): { readonly sentence: string } {
  if (error.kind === "notFound") return { sentence: t("The hub does not have this model.") };
  if (error.kind === "badRequest") return { sentence: t("This model can't run in the editor.") };
  if (error.kind === "badResponse")
    return { sentence: t("The download is incomplete. Choose the model again to resume it.") };
  return noticeOf(error, t);
}
