import * as vscode from "vscode";
import { localhostNote } from "../../app/servers/localhostNote.ts";
import type { Servers } from "../../app/servers/servers.ts";
import { familyOf } from "../../core/prompt/familyOf.ts";
import { listModels } from "../../core/server/client/listModels.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import {
  chatProtocol,
  isProtocol,
  type Protocol,
  protocolNames,
  protocolRow,
  runsOnServer,
  serverProtocols,
} from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { configuredMirror } from "../../core/server/setup/configuredServers.ts";
import { discoverServers, type FoundServer } from "../../core/server/setup/discoverServers.ts";
import { settleScheme } from "../../core/server/setup/settleScheme.ts";
import { ModelError } from "../../core/types/model.ts";
import { readSettings } from "../settings/settings.ts";
import { askForKey } from "./askForKey.ts";
import type { LocalModels } from "./localModels.ts";
import { modelPresets } from "./modelPresets.ts";
import { logVerdict, probeWithProgress, showVerdict } from "./testConnection.ts";

export interface ChooseModelDeps {
  readonly servers: Servers;
  readonly local: LocalModels;
  readonly fetch: Fetch;
  readonly log: vscode.LogOutputChannel;
}

/** The server that the user picked, and the models that are already known. */
interface PickedServer {
  readonly protocol: Protocol;
  readonly baseUrl: string;
  readonly models: readonly string[];
}

type ServerItem = vscode.QuickPickItem & { readonly pick?: () => Promise<PickedServer | "none" | undefined> };

/** `Hunch: Choose a Model…`: asks for a server, its key if it requires one, and a model; tests them; saves the settings. */
export async function chooseModel(deps: ChooseModelDeps): Promise<void> {
  const server = await pickServer(deps);
  if (server === undefined) return;
  if (server === "none") return writeSettings({ protocol: "none", baseUrl: "", model: "" });
  const model = await (runsOnServer(server.protocol) ? pickModel(server, deps.servers) : deps.local.choose());
  if (model === undefined) return;
  const config = withUsableProtocol({ protocol: server.protocol, baseUrl: server.baseUrl, model, fimFamily: "auto" });
  const verdict = await probeWithProgress(config, deps.servers);
  if (!verdict) return;
  logVerdict(verdict, deps.log);
  if (verdict.usable || (await confirmsAnyway(config))) await writeSettings(config);
  deps.servers.reset();
  await showVerdict(verdict, config);
}

/** A prompt with markers needs a known family: without one, a server that can chat is asked by chat. */
function withUsableProtocol(config: ServerConfig): ServerConfig {
  const { markers, chat } = protocolRow(config.protocol);
  const needsFamily = markers === "hunch" && chat !== undefined;
  const isKnown = familyOf({ family: config.fimFamily, model: config.model }) !== undefined;
  return needsFamily && !isKnown ? { ...config, protocol: chatProtocol } : config;
}

async function pickServer(deps: ChooseModelDeps): Promise<PickedServer | "none" | undefined> {
  const picker = vscode.window.createQuickPick<ServerItem>();
  const abort = new AbortController();
  picker.title = "Choose a Model: Server";
  picker.placeholder = "Looking for servers on this machine…";
  picker.busy = true;
  picker.items = fixedItems(deps.fetch);
  picker.show();
  const found = discoverServers({ fetch: deps.fetch }, abort.signal).then((servers) => {
    picker.items = [...foundItems(servers), ...fixedItems(deps.fetch)];
    const found = servers.length > 0 ? "Choose a server" : "No server found on this machine";
    picker.placeholder = [found, localhostNote(vscode.env.remoteName)].filter(Boolean).join(". ");
    picker.busy = false;
  });
  const picked = await new Promise<ServerItem | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  abort.abort();
  await found;
  picker.dispose();
  return picked?.pick?.();
}

function foundItems(servers: readonly FoundServer[]): readonly ServerItem[] {
  return servers.map((server) => ({
    label: `$(server) ${server.name}`,
    description: server.baseUrl,
    detail: server.models.slice(0, 4).join(", ") || "no models listed",
    pick: () => Promise.resolve(server),
  }));
}

function fixedItems(fetch: Fetch): readonly ServerItem[] {
  return [
    { label: "Elsewhere", kind: vscode.QuickPickItemKind.Separator },
    ...modelPresets.map(({ label, protocol, baseUrl, models }) => ({
      label: `$(cloud) ${label}`,
      description: baseUrl,
      pick: () => Promise.resolve({ protocol, baseUrl, models }),
    })),
    { label: "$(edit) Another address…", pick: () => askAddress(fetch) },
    ...protocolNames
      .filter((protocol) => !runsOnServer(protocol))
      .map((protocol) => ({
        label: `$(vm) ${protocolRow(protocol).name}, without a server`,
        description: "a small model on this machine's processor",
        pick: () => Promise.resolve({ protocol, baseUrl: configuredMirror(readSettings()), models: [] }),
      })),
    { label: "$(circle-slash) No model: the embedded engine only", pick: () => Promise.resolve("none" as const) },
  ];
}

async function askAddress(fetch: Fetch): Promise<PickedServer | undefined> {
  const items = serverProtocols.map((protocol) => ({ label: protocolRow(protocol).name, protocol }));
  const picked = await vscode.window.showQuickPick(items, { title: "Choose a Model: Protocol" });
  if (!picked) return undefined;
  const { protocol } = picked;
  const typed = await inputAddress("Choose a Model: Address", protocol);
  if (typed === undefined) return undefined;
  return { protocol, baseUrl: await settle(typed, protocol, fetch), models: [] };
}

/** Asks for another address of the configured server and saves it. @returns false if the user cancels */
export async function changeAddress(fetch: Fetch): Promise<boolean> {
  const { protocol, baseUrl } = readSettings().model;
  if (!isProtocol(protocol)) return false;
  const typed = await inputAddress("Address of the Model Server", protocol, baseUrl);
  if (typed === undefined) return false;
  const address = await settle(typed, protocol, fetch);
  await vscode.workspace.getConfiguration("hunch.model").update("baseUrl", address, vscode.ConfigurationTarget.Global);
  return true;
}

/** Milliseconds for finding out whether a local server speaks HTTP or HTTPS. */
const settleMs = 5_000;

/** The address with the scheme that a local server answers to, if the user typed none. */
function settle(baseUrl: string, protocol: Protocol, fetch: Fetch): Promise<string> {
  return settleScheme({ baseUrl, protocol }, fetch, AbortSignal.timeout(settleMs));
}

async function inputAddress(title: string, protocol: Protocol, value = ""): Promise<string | undefined> {
  const address = await vscode.window.showInputBox({
    title,
    value,
    prompt: [
      "Code around the cursor and snippets of recent files will be sent there.",
      localhostNote(vscode.env.remoteName),
    ]
      .filter(Boolean)
      .join(" "),
    placeHolder: "http://127.0.0.1:8080",
    ignoreFocusOut: true,
    validateInput: (text) => addressProblem(text, protocol),
  });
  return address?.trim();
}

function addressProblem(text: string, protocol: Protocol): string | undefined {
  try {
    parseAddress(text, protocol);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error.detail;
    throw error;
  }
}

/** Lets the user pick one of the server's models. Asks for a key if the server requires one, for a name if it has no list. */
async function pickModel(server: PickedServer, servers: Servers): Promise<string | undefined> {
  const listed = await modelsOf(server, servers);
  if (listed === undefined) return undefined;
  const models = [...new Set([...server.models, ...listed])];
  if (models.length === 0) return vscode.window.showInputBox({ title: "Choose a Model: Name", ignoreFocusOut: true });
  const items = models.map((label) => ({ label, description: familyOf({ family: "auto", model: label }) ?? "" }));
  const other = { label: "$(edit) Another name…", description: "" };
  const picked = await vscode.window.showQuickPick([...items, other], {
    title: "Choose a Model: Model",
    placeHolder: "Models that can fill in the middle show their family",
  });
  if (picked !== other) return picked?.label;
  return vscode.window.showInputBox({ title: "Choose a Model: Name", ignoreFocusOut: true });
}

async function modelsOf(server: PickedServer, servers: Servers): Promise<readonly string[] | undefined> {
  const { origin } = parseAddress(server.baseUrl, server.protocol);
  const signal = AbortSignal.timeout(5_000);
  try {
    return await listModels(server, servers.clientOf(origin), signal);
  } catch (error) {
    if (error instanceof ModelError && error.kind === "unauthorized") {
      return (await askForKey(servers.keys, origin)) ? modelsOf(server, servers) : undefined;
    }
    // The test that follows reports the failure; until then the user can type a name.
    if (error instanceof ModelError || signal.aborted) return [];
    throw error;
  }
}

async function confirmsAnyway(config: ServerConfig): Promise<boolean> {
  const use = "Use It Anyway";
  const sentence = `${config.model || "The server"} did not pass the test.`;
  return (await vscode.window.showWarningMessage(sentence, { modal: true }, use)) === use;
}

async function writeSettings(config: {
  readonly protocol: Protocol | "none";
  readonly baseUrl: string;
  readonly model: string;
}): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunch.model");
  // The protocol comes last, so that the old server stays in use until all is written.
  await settings.update("baseUrl", config.baseUrl, vscode.ConfigurationTarget.Global);
  await settings.update("name", config.model, vscode.ConfigurationTarget.Global);
  await settings.update("fimFamily", "auto", vscode.ConfigurationTarget.Global);
  await settings.update("protocol", config.protocol, vscode.ConfigurationTarget.Global);
}
