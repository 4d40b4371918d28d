import * as vscode from "vscode";
import { t } from "../host/t.ts";
import type { ChooseModelDeps } from "./chooseModelDeps.ts";
import { explainRestrictedMode } from "./explainRestrictedMode.ts";
import type { ModelSource } from "./modelSource.ts";
import { modelSources } from "./modelSources.ts";
import { pickModelRow } from "./pickModelRow.ts";
import { useModel } from "./useModel.ts";

/**
 * `Hunch: Choose a Model…`: shows all models that can be had, tests the chosen one and saves it.
 * @param sources groups below the usual ones
 */
export async function chooseModel(deps: ChooseModelDeps, sources: readonly ModelSource[] = []): Promise<void> {
  if (!vscode.workspace.isTrusted) return explainRestrictedMode();
  const row = await pickModelRow([...modelSources(deps), ...sources], {
    title: t("Choose a Model"),
    placeholder: t("Choose what completes your code"),
    onError: (error) => deps.log.error(error instanceof Error ? error : String(error)),
  });
  const chosen = await row?.choose();
  if (chosen) await useModel(chosen, deps);
}
