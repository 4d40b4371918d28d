import * as vscode from "vscode";
import { parseAddress } from "../core/model/serverAddress.ts";
import { ModelError } from "../core/types/model.ts";
import type { ApiKeys } from "./apiKeys.ts";
import { readSettings } from "./settings.ts";

/** `Hunch: Set API Key…`: for the completion server, or for the one that only Ask uses. @returns whether one was given */
export async function setApiKey(keys: ApiKeys): Promise<boolean> {
  const origins = configuredOrigins();
  if (origins.length === 0) {
    const choose = "Choose a Model…";
    const picked = await vscode.window.showInformationMessage("No model server is configured yet.", choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return false;
  }
  const placeHolder = "Which server is the key for?";
  const origin = origins.length === 1 ? origins[0] : await vscode.window.showQuickPick(origins, { placeHolder });
  return origin !== undefined && (await keys.ask(origin));
}

function configuredOrigins(): string[] {
  const { model, ask } = readSettings();
  const protocol = model.protocol === "none" ? "openai-chat" : model.protocol;
  const origins = [originOf(model.baseUrl, protocol), originOf(ask.baseUrl, "openai-chat")];
  return [...new Set(origins.filter((origin) => origin !== undefined))];
}

function originOf(baseUrl: string, protocol: Parameters<typeof parseAddress>[1]): string | undefined {
  if (baseUrl === "") return undefined;
  try {
    return parseAddress(baseUrl, protocol).origin;
  } catch (error) {
    if (error instanceof ModelError) return undefined; // The status bar says that this address is none.
    throw error;
  }
}
