import * as vscode from "vscode";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { ProtocolChoice } from "../../core/server/setup/configuredServers.ts";

/** Saves which model completes. */
export async function writeModelSettings({
  protocol,
  baseUrl,
  model,
}: Pick<ServerConfig, "baseUrl" | "model"> & { readonly protocol: ProtocolChoice }): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunch.model");
  // The protocol comes last, so that the old server stays in use until all is written.
  await settings.update("baseUrl", baseUrl, vscode.ConfigurationTarget.Global);
  await settings.update("name", model, vscode.ConfigurationTarget.Global);
  await settings.update("fimFamily", "auto", vscode.ConfigurationTarget.Global);
  await settings.update("protocol", protocol, vscode.ConfigurationTarget.Global);
}
