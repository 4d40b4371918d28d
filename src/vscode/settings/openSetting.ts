import * as vscode from "vscode";
import { belongsToMachine } from "./settingDefaults.ts";

/**
 * Opens the settings where a value counts: what belongs to a machine stands, while the window works on another one, among
 * that machine's settings, and the user's show nothing of it.
 * @param query a setting's full name, or what the settings' search takes
 */
export async function openSetting(query: string): Promise<void> {
  const isElsewhere = vscode.env.remoteName !== undefined && belongsToMachine(query);
  await vscode.commands.executeCommand(`workbench.action.${isElsewhere ? "openRemoteSettings" : "openSettings"}`, {
    query,
  });
}
