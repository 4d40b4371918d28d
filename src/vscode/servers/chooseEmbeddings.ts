import * as vscode from "vscode";
import { ModelError } from "../../core/types/model.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import { t } from "../host/t.ts";
import { openSetting } from "../settings/openSetting.ts";
import { readSettings } from "../settings/settings.ts";
import type { ChooseModelDeps } from "./chooseModelDeps.ts";
import { type ChosenEmbeddings, embeddingSources } from "./embeddingSources.ts";
import { explainRestrictedMode } from "./explainRestrictedMode.ts";
import type { LocalModels } from "./localModels.ts";
import { pickModelRow } from "./pickModelRow.ts";

export interface ChooseEmbeddingsDeps extends Pick<ChooseModelDeps, "local" | "log"> {
  /** Starts to read the workspace, in the background. */
  readonly readWorkspace: () => void;
}

/** `Hunch: Choose a Model for Search by Meaning…`: shows the models that can be had, tests the chosen one and saves it. */
export async function chooseEmbeddings(deps: ChooseEmbeddingsDeps): Promise<void> {
  const { local, log } = deps;
  if (!vscode.workspace.isTrusted) return explainRestrictedMode();
  const picked = await pickModelRow(embeddingSources(readSettings(), local), {
    title: t("Choose a Model for Search by Meaning"),
    placeholder: local
      ? t("With a model, Ask also finds passages that share no word with your question")
      : t("Models inside the editor need VS Code on the desktop; here, Ask can use a model of its server"),
    onError: (error) => log.error(error instanceof Error ? error : String(error)),
  });
  const chosen = await picked?.choose();
  if (chosen) await use(chosen, deps);
}

async function use(chosen: ChosenEmbeddings, { local, readWorkspace }: ChooseEmbeddingsDeps): Promise<void> {
  switch (chosen.kind) {
    case "none":
      return save("", "server");
    case "server":
      await save(chosen.model, "server");
      return offerWorkspace(chosen.model);
    case "inEditor": {
      if (!local || !(await local.ensure(chosen.model, "embeddings"))) return;
      if (!(await isUsable(chosen.model, local))) return;
      await save(chosen.model, "editor");
      readWorkspace();
      return showReading(chosen.model);
    }
  }
}

/** Saves the choice. The name comes last, so that no server is ever asked for a model inside the editor. */
async function save(model: string, from: "server" | "editor"): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunch.ask");
  await settings.update("embeddingsModel", "", vscode.ConfigurationTarget.Global);
  await settings.update("embeddingsFrom", from, vscode.ConfigurationTarget.Global);
  if (model !== "") await settings.update("embeddingsModel", model, vscode.ConfigurationTarget.Global);
}

/** Loads the model and lets it make a vector; shows why it can't. */
async function isUsable(model: string, local: LocalModels): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t("Testing {0}…", model),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const signal = abortSignalOf(token);
    try {
      await local.embed(model, "passage", ["code"], signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof ModelError)) throw error;
      void showUnusable(model, error);
      return false;
    }
  });
}

async function showUnusable(model: string, { wording }: ModelError): Promise<void> {
  const choose = t("Choose Another Model…");
  const sentence = t("{0} can't be used for search by meaning: {1}", model, t(...wording));
  if ((await vscode.window.showErrorMessage(sentence, choose)) === choose)
    await vscode.commands.executeCommand("hunch.chooseEmbeddings");
}

async function showReading(model: string): Promise<void> {
  const manage = t("Manage Index…");
  const sentence = t("{0} is ready. It reads this workspace in the background, and sends nothing.", model);
  if ((await vscode.window.showInformationMessage(sentence, manage)) === manage)
    await vscode.commands.executeCommand("hunch.manageIndex");
}

/** A model of a server reads the workspace only if the user turns that on. */
async function offerWorkspace(model: string): Promise<void> {
  const open = t("Open Setting");
  const sentence = t("{0} now ranks the passages that Ask finds. A setting lets it read the whole workspace.", model);
  if ((await vscode.window.showInformationMessage(sentence, open)) === open)
    await openSetting("hunch.ask.embedWorkspace");
}
