import * as vscode from "vscode";
import { usableProtocols } from "../../app/servers/usableProtocols.ts";
import { inEditorProtocol } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { configuredMirror } from "../../core/server/setup/configuredServers.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";
import type { ChooseModelDeps } from "./chooseModelDeps.ts";
import type { ChosenModel } from "./modelSource.ts";
import { logVerdict, probeWithProgress, showVerdict } from "./testConnection.ts";
import { offerForAsk } from "./useForAsk.ts";
import { writeModelSettings } from "./writeModelSettings.ts";

/** Tests the chosen model, saves it if it works or the user wants it anyway, and shows the result. */
export async function useModel(chosen: ChosenModel, { servers, local, log }: ChooseModelDeps): Promise<void> {
  if (chosen.kind === "none") return writeModelSettings({ protocol: "none", baseUrl: "", model: "" });
  if (chosen.kind === "inEditor" && !(await local?.ensure(chosen.model, "completion"))) return;
  const tested = await probeWithProgress(configsOf(chosen), servers);
  if (!tested) return;
  const { config, verdict } = tested;
  logVerdict(verdict, log);
  const isSaved = verdict.usable || (await confirmsAnyway(config));
  if (isSaved) await writeModelSettings(config);
  servers.reset();
  const offer = isSaved ? offerForAsk(config) : undefined;
  await showVerdict(tested, offer ? [offer] : []);
}

/** What is tested, the most likely protocol first. */
function configsOf(chosen: Exclude<ChosenModel, { kind: "none" }>): readonly ServerConfig[] {
  const { model } = chosen;
  if (chosen.kind === "inEditor") {
    return [{ protocol: inEditorProtocol, baseUrl: configuredMirror(readSettings()), model, fimFamily: "auto" }];
  }
  const { baseUrl, protocols } = chosen;
  return usableProtocols(protocols, model).map((protocol) => ({ protocol, baseUrl, model, fimFamily: "auto" }));
}

async function confirmsAnyway(config: ServerConfig): Promise<boolean> {
  const use = t("Use It Anyway");
  const sentence = t("{0} did not pass the test.", config.model || t("The server"));
  return (await vscode.window.showWarningMessage(sentence, { modal: true }, use)) === use;
}
