import { chatProtocol, isProtocol, type Protocol, protocolRow, runsOnServer } from "../protocols/protocols.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";

/** The setting `hunch.model.protocol`; "none" leaves completions to the embedded engine. */
export type ProtocolChoice = Protocol | "none";

/** The setting `hunch.ask.embeddingsFrom`: where the embeddings model runs. */
export const embeddingsChoices = ["server", "editor"] as const;
export type EmbeddingsChoice = (typeof embeddingsChoices)[number];

/** The settings that choose servers. */
export interface ServerChoice {
  readonly model: {
    readonly protocol: ProtocolChoice;
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
  };
  readonly ask: {
    readonly baseUrl: string;
    readonly name: string;
    readonly embeddingsModel: string;
    readonly embeddingsFrom: EmbeddingsChoice;
  };
}

/** The servers that code may be sent to, by use; undefined if the settings name none. */
export interface ConfiguredServers {
  readonly completion: ServerConfig | undefined;
  /** Answers questions, if a chat model is named for it. */
  readonly chat: ServerConfig | undefined;
  /** Turns questions and passages into vectors, over `/v1/embeddings`. */
  readonly embeddings: Pick<ServerConfig, "baseUrl" | "model"> | undefined;
  /** The address of everything that Ask sends, whichever models are named for it. */
  readonly ask: Pick<ServerConfig, "protocol" | "baseUrl"> | undefined;
}

/** Reads the servers from the settings. Ask uses the completion server unless it has one of its own. */
export function configuredServers(settings: ServerChoice): ConfiguredServers {
  const { ask } = settings;
  const model = configuredModel(settings);
  const completion = model && runsOnServer(model.protocol) ? model : undefined;
  const own = ask.baseUrl === "" ? undefined : askServer(ask);
  const asked = own ?? completion;
  const mayEmbed = asked && asked.baseUrl !== "" && ask.embeddingsModel !== "" && ask.embeddingsFrom === "server";
  return {
    completion,
    chat: own ?? chatAt(completion, ask.name),
    embeddings: mayEmbed ? { baseUrl: asked.baseUrl, model: ask.embeddingsModel } : undefined,
    ask: asked,
  };
}

/** The model that completes: behind a server, or inside this editor. Undefined for the embedded engine alone. */
export function configuredModel({ model }: Pick<ServerChoice, "model">): ServerConfig | undefined {
  const { protocol, baseUrl, name, fimFamily } = model;
  return isProtocol(protocol) ? { protocol, baseUrl, model: name, fimFamily } : undefined;
}

/** The embeddings model inside this editor; undefined if none is chosen. */
export function configuredEditorEmbeddings({ ask }: Pick<ServerChoice, "ask">): string | undefined {
  return ask.embeddingsFrom === "editor" && ask.embeddingsModel !== "" ? ask.embeddingsModel : undefined;
}

/** The mirror that models inside this editor are downloaded from, "" for the usual hub. It must never get code. */
export function configuredMirror({ model: { protocol, baseUrl } }: Pick<ServerChoice, "model">): string {
  return isProtocol(protocol) && !runsOnServer(protocol) ? baseUrl : "";
}

function askServer({ baseUrl, name }: ServerChoice["ask"]): ServerConfig {
  return { protocol: chatProtocol, baseUrl, model: name, fimFamily: "auto" };
}

/** The completion server as a chat server. Its own model is a chat model only if it completes by chat. */
function chatAt(completion: ServerConfig | undefined, name: string): ServerConfig | undefined {
  if (!completion) return undefined;
  const model = name || (protocolRow(completion.protocol).markers === "none" ? completion.model : "");
  return model ? { ...completion, model } : undefined;
}
