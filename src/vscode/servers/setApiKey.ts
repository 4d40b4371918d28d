import * as vscode from "vscode";
import type { ServerKeys } from "../../app/servers/serverKeys.ts";
import { keyOrigins } from "../../core/server/setup/keyOrigins.ts";
import { readSettings } from "../settings/settings.ts";
import { askForKey } from "./askForKey.ts";

/** `Hunch: Set API Key…`: asks for the key of a configured server. @returns whether the user entered one */
export async function setApiKey(keys: ServerKeys): Promise<boolean> {
  const origins = keyOrigins(readSettings());
  if (origins.length === 0) {
    const choose = "Choose a Model…";
    const picked = await vscode.window.showInformationMessage("No model server is configured yet.", choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return false;
  }
  const placeHolder = "Which server is the key for?";
  const origin = origins.length === 1 ? origins[0] : await vscode.window.showQuickPick(origins, { placeHolder });
  return origin !== undefined && (await askForKey(keys, origin));
}
