import * as vscode from "vscode";
import { formatBytes } from "../../app/servers/describeModel.ts";
import { type DownloadableEmbeddings, downloadableEmbeddings } from "../../app/servers/downloadableEmbeddings.ts";
import type { Settings } from "../../app/settings/parseSettings.ts";
import { configuredEditorEmbeddings, configuredServers } from "../../core/server/setup/configuredServers.ts";
import { language, t } from "../host/t.ts";
import type { LocalModels } from "./localModels.ts";
import type { ModelRow, ModelSource } from "./modelSource.ts";

/** The embeddings model that the user chose: inside the editor, on the server of Ask, or none. */
export type ChosenEmbeddings =
  | { readonly kind: "inEditor" | "server"; readonly model: string }
  | { readonly kind: "none" };

type Row = ModelRow<ChosenEmbeddings>;

/**
 * The groups of the list of models for search by meaning, from top to bottom.
 * @param local undefined where no model can run inside the editor
 */
export function embeddingSources(
  settings: Settings,
  local: LocalModels | undefined,
): readonly ModelSource<ChosenEmbeddings>[] {
  return [
    { group: t("In use"), rows: async () => inUse(settings) },
    { group: t("On this machine"), rows: async () => (local ? downloaded(settings, local) : []) },
    { group: t("Download"), rows: async () => (local ? downloads(local) : []) },
    { group: t("Other"), rows: async () => others(settings) },
  ];
}

function inUse(settings: Settings): readonly Row[] {
  const inEditor = configuredEditorEmbeddings(settings);
  const { embeddings } = configuredServers(settings);
  if (inEditor !== undefined)
    return [row("check", inEditor, t("inside the editor"), undefined, { kind: "inEditor", model: inEditor })];
  if (embeddings)
    return [row("check", embeddings.model, embeddings.baseUrl, undefined, { kind: "server", model: embeddings.model })];
  return [row("check", t("Words alone"), undefined, t("Ask finds passages by the words of your question."), none)];
}

const none: ChosenEmbeddings = { kind: "none" };

async function downloaded(settings: Settings, local: LocalModels): Promise<readonly Row[]> {
  const models = await local.downloaded("embeddings");
  return models
    .filter((model) => model !== configuredEditorEmbeddings(settings))
    .map((model) => row("vm", model, t("inside the editor, downloaded"), undefined, { kind: "inEditor", model }));
}

async function downloads(local: LocalModels): Promise<readonly Row[]> {
  const there = await local.downloaded("embeddings");
  const choose = async (model: string | undefined) => (model ? ({ kind: "inEditor", model } as const) : undefined);
  const title = t("Search by Meaning: Name on the Hub");
  return [
    ...downloadableEmbeddings.filter(({ name }) => !there.includes(name)).map(downloadRow),
    {
      icon: "edit",
      label: t("Another model of the hub…"),
      detail: t("owner/name of an embeddings model with ONNX weights; you see its size first"),
      choose: async () => choose(await local.enterName(title, downloadableEmbeddings[0]?.name ?? "owner/name")),
    },
    {
      icon: "folder",
      label: t("A folder on this machine…"),
      detail: t("With config.json, tokenizer.json and onnx/"),
      choose: async () => choose(await local.pickFolder()),
    },
  ];
}

function downloadRow({ name, text, dimensions, license, bytes }: DownloadableEmbeddings): Row {
  const size = formatBytes(bytes, language);
  const description = t("{0} · {1} · {2} dimensions", size, license, dimensions);
  const detail = t("{0} · needs more memory than its download size", t(text));
  return row("cloud-download", name, description, detail, { kind: "inEditor", model: name });
}

function others(settings: Settings): readonly Row[] {
  const { ask, embeddings } = configuredServers(settings);
  const isUsed = embeddings !== undefined || configuredEditorEmbeddings(settings) !== undefined;
  const ofServer: Row = {
    icon: "server",
    label: t("A model of Ask's server…"),
    description: ask?.baseUrl ?? "",
    detail: t("Sends the question and passages to that server, without secrets"),
    choose: enterServerModel,
  };
  return [
    ...(ask && ask.baseUrl !== "" ? [ofServer] : []),
    ...(isUsed ? [row("circle-slash", t("No model: words alone"), undefined, undefined, none)] : []),
  ];
}

/** As Ollama calls it. */
const exampleOnServer = "nomic-embed-text";

async function enterServerModel(): Promise<ChosenEmbeddings | undefined> {
  const model = await vscode.window.showInputBox({
    title: t("Search by Meaning: Name on the Server"),
    placeHolder: exampleOnServer,
    ignoreFocusOut: true,
  });
  return model ? { kind: "server", model: model.trim() } : undefined;
}

function row(
  icon: string,
  label: string,
  description: string | undefined,
  detail: string | undefined,
  chosen: ChosenEmbeddings,
): Row {
  const choose = () => Promise.resolve(chosen);
  return { icon, label, choose, ...(description && { description }), ...(detail && { detail }) };
}
