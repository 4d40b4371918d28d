import * as vscode from "vscode";
import type { AssistantSettings } from "../../app/otherAssistants/assistantSettings.ts";
import { type FoundModel, type FoundModels, MalformedSettings } from "../../app/otherAssistants/foundModel.ts";
import type { Servers } from "../../app/servers/servers.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { candidateProtocols, listingProtocol } from "../../core/server/setup/candidateProtocols.ts";
import { ModelError } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { t } from "../host/t.ts";
import type { ChosenModel } from "../servers/modelSource.ts";

/** Milliseconds for finding out which kind of server answers. */
const identifyMs = 5_000;

/**
 * Reads another assistant's settings, shows what Hunch would set, and sets it if the user agrees. A key is copied into
 * the secret storage only then.
 * @returns a model that completes, which is to be tested and saved; undefined if there is nothing left to do
 */
export async function takeOver(settings: AssistantSettings, servers: Servers): Promise<ChosenModel | undefined> {
  const found = await readOrExplain(settings);
  const model = found && (await pick(found, settings));
  if (!model) return undefined;
  const origin = originOf(model);
  if (origin === undefined)
    return explain(settings, t('"{0}" is not the address of a server.', model.baseUrl.slice(0, 80)));
  const consent = await askConsent(model, origin, settings);
  if (!consent) return undefined;
  if (consent.withKey && model.key !== undefined) await servers.keys.set(origin, model.key);
  if (model.use === "ask") return useForAsk(model);
  const deps = servers.clientOf(origin);
  const protocols = await candidateProtocols(model.baseUrl, deps, AbortSignal.timeout(identifyMs));
  return { kind: "server", baseUrl: model.baseUrl, model: model.model, protocols };
}

async function readOrExplain(settings: AssistantSettings): Promise<FoundModels | undefined> {
  try {
    return await settings.read();
  } catch (error) {
    const why = error instanceof MalformedSettings ? error.message : t("It can't be read: {0}.", messageOf(error));
    return explain(settings, why);
  }
}

async function explain({ assistant, place, uri }: AssistantSettings, why: string): Promise<undefined> {
  const sentence = t("The settings of {0} in {1} can't be taken over. {2}", assistant, place, why);
  const [open, choose] = [t("Open File"), t("Choose a Model…")];
  const picked = await vscode.window.showWarningMessage(sentence, ...(uri === undefined ? [] : [open]), choose);
  if (picked === open && uri !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(uri, true));
  if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
  return undefined;
}

async function pick({ models, problems }: FoundModels, settings: AssistantSettings): Promise<FoundModel | undefined> {
  const [only, ...others] = models;
  if (!only) return explain(settings, problems.join(" ") || t("They name no model."));
  if (others.length === 0) return only;
  const items = models.map((model) => ({
    label: model.model || model.baseUrl,
    iconPath: new vscode.ThemeIcon(model.use === "ask" ? "comment-discussion" : "server"),
    description: model.use === "ask" ? t("answers Ask") : t("completes code"),
    detail: model.baseUrl,
    model,
  }));
  const title = t("Take Over a Model of {0}", settings.assistant);
  const placeHolder = problems[0] ?? t("Nothing is changed before you agree");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.model;
}

function originOf({ baseUrl }: FoundModel): string | undefined {
  try {
    return parseAddress(baseUrl, listingProtocol).origin;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** Shows exactly what would be set. @returns undefined if the user cancels */
async function askConsent(
  { use, baseUrl, model, key }: FoundModel,
  origin: string,
  { assistant, place }: AssistantSettings,
): Promise<{ readonly withKey: boolean } | undefined> {
  const section = use === "ask" ? "hunch.ask" : "hunch.model";
  const lines = [
    `${section}.baseUrl: ${baseUrl}`,
    `${section}.name: ${model || t("(empty: the server's only model)")}`,
    ...(use === "ask" ? [] : [t("hunch.model.protocol: found by a test of the server")]),
    ...(key === undefined ? [] : [t("The key for {0} is copied into the editor's secret storage.", origin)]),
    t("{0}'s own settings stay as they are.", assistant),
  ];
  const sentence = t("Take over this model from {0} ({1})?", assistant, place);
  const accept = t("Take Over");
  const withoutKey = t("Take Over Without the Key");
  const buttons = key === undefined ? [accept] : [accept, withoutKey];
  const options = { modal: true, detail: lines.join("\n") };
  const picked = await vscode.window.showInformationMessage(sentence, options, ...buttons);
  return picked === undefined ? undefined : { withKey: picked === accept };
}

/** Ask speaks to a server of its own by chat only, so there is no protocol to find. */
async function useForAsk({ baseUrl, model }: FoundModel): Promise<undefined> {
  const settings = vscode.workspace.getConfiguration("hunch.ask");
  await settings.update("baseUrl", baseUrl, vscode.ConfigurationTarget.Global);
  await settings.update("name", model, vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage(t("{0} now answers Ask.", model || baseUrl));
  return undefined;
}
