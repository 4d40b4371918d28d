import * as vscode from "vscode";
import { describeModel, formatBytes } from "../../app/servers/describeModel.ts";
import { downloadableModels } from "../../app/servers/downloadableModels.ts";
import { fillsInTheMiddle } from "../../app/servers/fillsInTheMiddle.ts";
import { localhostNote } from "../../app/servers/localhostNote.ts";
import { localServerCommands } from "../../app/servers/localServerCommands.ts";
import { modelServices } from "../../app/servers/modelServices.ts";
import type { Settings } from "../../app/settings/parseSettings.ts";
import { protocolRow, runsOnServer } from "../../core/server/protocols/protocols.ts";
import { candidatesOfKind } from "../../core/server/setup/candidateProtocols.ts";
import { configuredModel, configuredServers } from "../../core/server/setup/configuredServers.ts";
import { discoverServers, type FoundServer } from "../../core/server/setup/discoverServers.ts";
import { language, t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";
import type { ChooseModelDeps } from "./chooseModelDeps.ts";
import type { ChosenModel, ModelRow, ModelSource } from "./modelSource.ts";
import { pickServerModel } from "./pickServerModel.ts";
import { pickTypedServer } from "./pickTypedServer.ts";

/** The groups of the list of models, from top to bottom. */
export function modelSources(deps: ChooseModelDeps): readonly ModelSource[] {
  const settings = readSettings();
  return [
    { group: t("In use"), rows: async () => inUse(settings) },
    { group: t("On this machine"), rows: (signal) => onThisMachine(settings, deps, signal) },
    { group: t("Download"), rows: () => downloads(deps) },
    { group: t("Services (need a key)"), rows: async () => services(deps) },
    { group: t("Other"), rows: async () => others(deps) },
  ];
}

function inUse(settings: Settings): readonly ModelRow[] {
  const model = configuredModel(settings);
  const { chat } = configuredServers(settings);
  const ask = chat ? t("Ask uses {0}", chat.model || chat.baseUrl) : t("Ask shows passages only");
  if (!model) {
    const choose = () => Promise.resolve({ kind: "none" } as const);
    const detail = t("No code is sent anywhere. {0}.", ask);
    return [{ icon: "check", label: t("The embedded engine alone"), detail, choose }];
  }
  const isLocal = !runsOnServer(model.protocol);
  const chosen: ChosenModel = isLocal
    ? { kind: "inEditor", model: model.model }
    : { kind: "server", baseUrl: model.baseUrl, model: model.model, protocols: [model.protocol] };
  return [
    {
      icon: "check",
      label: model.model || t("The server's only model"),
      description: isLocal ? t("inside the editor") : model.baseUrl,
      detail: `${ask} · ${t(protocolRow(model.protocol).name)}`,
      isPreferred: true,
      choose: () => Promise.resolve(chosen),
    },
  ];
}

async function onThisMachine(
  settings: Settings,
  { fetch, local, servers }: ChooseModelDeps,
  signal: AbortSignal,
): Promise<readonly ModelRow[]> {
  const [downloaded, found] = await Promise.all([
    local?.downloaded("completion") ?? [],
    discoverServers({ fetch }, signal),
  ]);
  const current = configuredModel(settings);
  const ofServers = found.flatMap((server) => rowsOf(server, current, servers));
  const canComplete = found.some(({ models }) => models.some(({ name }) => fillsInTheMiddle(name)));
  return [
    ...ofServers,
    ...downloaded.map((model) => ({
      icon: current?.model === model && !runsOnServer(current.protocol) ? "check" : "vm",
      label: model,
      description: t("inside the editor, downloaded"),
      choose: () => Promise.resolve({ kind: "inEditor", model } as const),
    })),
    ...(canComplete ? [] : commandRows(found.length === 0 && !(current && runsOnServer(current.protocol)))),
  ];
}

/** A row for each model of a server that was found; models that complete code come first. */
function rowsOf(
  server: FoundServer,
  current: ReturnType<typeof configuredModel>,
  servers: ChooseModelDeps["servers"],
): readonly ModelRow[] {
  const { name, baseUrl, models, protocol } = server;
  const protocols = candidatesOfKind(protocol);
  if (models.length === 0) {
    const choose = () => pickServerModel({ baseUrl, protocols, models }, servers);
    const detail = t("It lists no models, or wants a key.");
    return [{ icon: "server", label: name, description: baseUrl, detail, isPreferred: true, choose }];
  }
  const sorted = models.toSorted((a, b) => Number(fillsInTheMiddle(b.name)) - Number(fillsInTheMiddle(a.name)));
  return sorted.map((card) => {
    const isCurrent = current?.model === card.name && current.baseUrl === baseUrl;
    return {
      icon: isCurrent ? "check" : "server",
      label: card.name,
      description: `${name}, ${baseUrl}${isCurrent ? ` · ${t("in use")}` : ""}`,
      detail: describeModel(card, t, language),
      isPreferred: fillsInTheMiddle(card.name),
      choose: () => Promise.resolve({ kind: "server", baseUrl, model: card.name, protocols } as const),
    };
  });
}

/** @param isAlone whether no server was found and none is in use */
function commandRows(isAlone: boolean): readonly ModelRow[] {
  return localServerCommands.map(({ server, command, detail }, index) => ({
    icon: "copy",
    label: command,
    description: t("copy this command for {0}", server),
    detail: isAlone && index === 0 ? t("No server was found. {0}", t(detail)) : t(detail),
    choose: () => copyCommand(command),
  }));
}

async function copyCommand(command: string): Promise<undefined> {
  await vscode.env.clipboard.writeText(command);
  const choose = t("Choose a Model…");
  const sentence = t("Copied “{0}”. Run it in a terminal. When it is ready, choose the model.", command);
  const picked = await vscode.window.showInformationMessage(sentence, choose);
  if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
  return undefined;
}

const exampleName = downloadableModels[0]?.name ?? "owner/name";

async function downloads({ local }: ChooseModelDeps): Promise<readonly ModelRow[]> {
  if (!local) return [];
  const downloaded = await local.downloaded("completion");
  const offered = downloadableModels.filter(({ name }) => !downloaded.includes(name));
  const choose = async (model: string | undefined) => (model ? ({ kind: "inEditor", model } as const) : undefined);
  return [
    ...offered.map(({ name, parameters, bytes }) => ({
      icon: "cloud-download",
      label: name,
      description: t("{0}, runs inside the editor", formatBytes(bytes, language)),
      detail: t("Fills in the middle · {0} parameters · needs more memory than its download size", parameters),
      choose: () => choose(name),
    })),
    {
      icon: "edit",
      label: t("Another model of the hub…"),
      detail: t("owner/name of a causal model with ONNX weights; you see its size first"),
      choose: async () => choose(await local.enterName(t("Choose a Model: Name on the Hub"), exampleName)),
    },
    {
      icon: "folder",
      label: t("A folder on this machine…"),
      detail: t("With config.json, tokenizer.json and onnx/"),
      choose: async () => choose(await local.pickFolder()),
    },
  ];
}

function services({ servers }: ChooseModelDeps): readonly ModelRow[] {
  return modelServices.map(({ label, protocol, baseUrl, detail, models, pricingPage }) => ({
    icon: "cloud",
    label,
    description: baseUrl,
    detail: [t(detail), ...models.map((card) => `${card.name}: ${describeModel(card, t, language)}.`)].join(" "),
    page: { title: t("Open the page with the prices"), url: pricingPage },
    choose: () => pickServerModel({ baseUrl, protocols: [protocol], models }, servers),
  }));
}

function others(deps: ChooseModelDeps): readonly ModelRow[] {
  const isNone = configuredModel(readSettings()) === undefined;
  const found = t("Hunch finds out which protocol the server speaks");
  const where = localhostNote(vscode.env.remoteName, t);
  const another = {
    icon: "edit",
    label: t("Another address…"),
    detail: where === undefined ? found : `${t("{0}.", found)} ${where}`,
    choose: () => pickTypedServer(deps),
  };
  const none = {
    icon: "circle-slash",
    label: t("No model: the embedded engine only"),
    choose: () => Promise.resolve({ kind: "none" } as const),
  };
  const embeddings = {
    icon: "lightbulb",
    label: t("A model for search by meaning in Ask…"),
    choose: async () => void (await vscode.commands.executeCommand("hunch.chooseEmbeddings")),
  };
  return isNone ? [another, embeddings] : [another, none, embeddings];
}
