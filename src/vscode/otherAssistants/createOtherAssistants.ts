import * as vscode from "vscode";
import { findAssistantSettings } from "../../app/otherAssistants/assistantSettings.ts";
import { vsCodeFiles } from "../files/vsCodeFiles.ts";
import { t } from "../host/t.ts";
import type { ChooseModelDeps } from "../servers/chooseModelDeps.ts";
import { explainRestrictedMode } from "../servers/explainRestrictedMode.ts";
import type { ModelSource } from "../servers/modelSource.ts";
import { pickModelRow } from "../servers/pickModelRow.ts";
import { useModel } from "../servers/useModel.ts";
import { takeOver } from "./takeOver.ts";

/** Models that the settings of other assistants on this machine name. */
export interface OtherAssistants {
  /** A group for the list of models. */
  readonly source: ModelSource;
  /** `Hunch: Take Over the Model of Another Assistant…` */
  readonly takeOver: () => Promise<void>;
}

/** @param home uri of the user's home folder; undefined where Hunch can't read it */
export function createOtherAssistants(deps: ChooseModelDeps, home: string | undefined): OtherAssistants {
  const source: ModelSource = {
    group: t("From other assistants"),
    rows: async () => {
      const found = await findAssistantSettings({
        files: vsCodeFiles,
        home,
        getSetting,
        t,
      });
      return found.map((settings) => ({
        icon: "arrow-swap",
        label: t("Take over a model of {0}…", settings.assistant),
        description: settings.place,
        detail: t("Shows what would be set before it changes anything"),
        choose: () => takeOver(settings, deps.servers),
      }));
    },
  };
  return {
    source,
    async takeOver() {
      if (!vscode.workspace.isTrusted) return explainRestrictedMode();
      const rows = await source.rows(new AbortController().signal);
      if (rows.length === 0) {
        const sentence = t("No settings of Continue, Tabby, llama.vscode or twinny were found on this machine.");
        return void vscode.window.showInformationMessage(sentence);
      }
      const row = await pickModelRow([{ ...source, rows: () => Promise.resolve(rows) }], {
        title: t("Take Over the Model of Another Assistant"),
        placeholder: t("Choose an assistant"),
        onError: (error) => deps.log.error(error instanceof Error ? error : String(error)),
      });
      const chosen = await row?.choose();
      if (chosen) await useModel(chosen, deps);
    },
  };
}

/** The user's own value: another extension's default is no choice of the user, and a workspace may not say where code goes. */
function getSetting(name: string): unknown {
  return vscode.workspace.getConfiguration().inspect(name)?.globalValue;
}
