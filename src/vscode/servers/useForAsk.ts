import * as vscode from "vscode";
import { protocolRow } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { configuredServers } from "../../core/server/setup/configuredServers.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";
import type { VerdictButton } from "./testConnection.ts";

/** A button that lets the model that completes answer Ask, too; undefined if it can't chat, or does so already. */
export function offerForAsk({ protocol, model }: ServerConfig): VerdictButton | undefined {
  if (!protocolRow(protocol).chat || model === "" || isForAsk(model)) return undefined;
  return { label: t("Use It for Ask, Too"), run: () => useForAsk(model) };
}

function isForAsk(model: string): boolean {
  return configuredServers(readSettings()).chat?.model === model;
}

async function useForAsk(model: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunch.ask");
  await settings.update("baseUrl", "", vscode.ConfigurationTarget.Global);
  await settings.update("name", model, vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage(t("{0} now answers Ask, too.", model));
}
