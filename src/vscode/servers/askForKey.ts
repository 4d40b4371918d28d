import * as vscode from "vscode";
import type { ServerKeys } from "../../app/servers/serverKeys.ts";
import { t } from "../host/t.ts";

/** Asks the user for the key of a server and saves it; an empty one is removed. @returns false if the user cancels */
export async function askForKey(keys: ServerKeys, origin: string): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: t("API key for {0}", origin),
    prompt: t("Kept in the editor's secret storage and sent to this server only. Leave empty to remove it."),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  await keys.set(origin, key);
  return true;
}
