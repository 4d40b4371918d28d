import * as vscode from "vscode";
import type { ServerKeys } from "../../app/servers/serverKeys.ts";
import { type KeyOrigin, keyOrigins } from "../../core/server/setup/keyOrigins.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";
import { askForKey } from "./askForKey.ts";

/** `Hunch: Set API Key…`: asks for the key of a configured server. @returns whether the user entered one */
export async function setApiKey(keys: ServerKeys): Promise<boolean> {
  const origins = keyOrigins(readSettings());
  if (origins.length === 0) {
    const choose = t("Choose a Model…");
    const picked = await vscode.window.showInformationMessage(t("No model server is configured yet."), choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return false;
  }
  const [only, ...others] = origins;
  const origin = others.length === 0 ? only?.origin : await pickOrigin(origins);
  return origin !== undefined && (await askForKey(keys, origin));
}

const useNames = { completions: t("completes code"), ask: t("answers Ask") } as const;

async function pickOrigin(origins: readonly KeyOrigin[]): Promise<string | undefined> {
  const items = origins.map(({ origin, uses }) => ({
    label: origin,
    description: uses.map((use) => useNames[use]).join(", "),
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: t("Which server is the key for?") }))?.label;
}
