import * as vscode from "vscode";
import type { Servers } from "../../app/servers/servers.ts";
import { usableProtocols } from "../../app/servers/usableProtocols.ts";
import { protocolRow, runsOnServer } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { candidateProtocols, compatibleProtocols } from "../../core/server/setup/candidateProtocols.ts";
import { t } from "../host/t.ts";
import { logVerdict, probeWithProgress, showVerdict, testConnection } from "./testConnection.ts";

/** Milliseconds for finding out which kind of server answers. */
const identifyMs = 5_000;

/** Tests the configured model with the other protocols that its server may speak, and uses one that serves it better. */
export async function tryAnotherProtocol(servers: Servers, log: vscode.LogOutputChannel): Promise<void> {
  const current = servers.config();
  if (!current || !runsOnServer(current.protocol)) return testConnection(servers, log);
  const { baseUrl, protocol, model } = current;
  const { origin } = parseAddress(baseUrl, protocol);
  const likely = await candidateProtocols(baseUrl, servers.clientOf(origin), AbortSignal.timeout(identifyMs));
  const candidates = new Set(usableProtocols([...likely, ...compatibleProtocols], model));
  candidates.delete(protocol);
  const others = [...candidates].map((each) => ({ ...current, protocol: each }));
  const tested = await probeWithProgress([current, ...others], servers);
  if (!tested) return;
  logVerdict(tested.verdict, log);
  if (tested.config === current) {
    const name = model || t("The model");
    const sentence = t(
      "No other protocol of this server works better. {0} keeps using {1}.",
      name,
      t(protocolRow(protocol).name),
    );
    return void vscode.window.showInformationMessage(sentence);
  }
  const settings = vscode.workspace.getConfiguration("hunch.model");
  await settings.update("protocol", tested.config.protocol, vscode.ConfigurationTarget.Global);
  servers.reset();
  await showVerdict(tested);
}
