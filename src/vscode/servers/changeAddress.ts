import * as vscode from "vscode";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { isProtocol } from "../../core/server/protocols/protocols.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";
import { inputAddress } from "./inputAddress.ts";

/** Asks for another address of the configured server and saves it. @returns false if the user cancels */
export async function changeAddress(fetch: Fetch): Promise<boolean> {
  const { protocol, baseUrl } = readSettings().model;
  if (!isProtocol(protocol)) return false;
  const address = await inputAddress({ title: t("Address of the Model Server"), protocol, value: baseUrl }, fetch);
  if (address === undefined) return false;
  await vscode.workspace.getConfiguration("hunch.model").update("baseUrl", address, vscode.ConfigurationTarget.Global);
  return true;
}
