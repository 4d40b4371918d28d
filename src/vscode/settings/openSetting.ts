import * as vscode from "vscode";
import { belongsToMachine } from "../../app/settings/settingDefaults.ts";

/**
 * Opens the settings editor at a setting. In a remote window, machine-scoped settings are remote settings, so opens those.
 * @param query full name of a setting, or what the search of the settings editor accepts
 */
export async function openSetting(query: string): Promise<void> {
  const isRemote = vscode.env.remoteName !== undefined && belongsToMachine(query);
  await vscode.commands.executeCommand(`workbench.action.${isRemote ? "openRemoteSettings" : "openSettings"}`, {
    query,
  });
}
