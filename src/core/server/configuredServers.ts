import type { Protocol, ServerConfig } from "./serverConfig.ts";

/** The settings that choose servers; "none" leaves completions to the embedded engine. */
export interface ServerChoice {
  readonly model: {
    readonly protocol: Protocol | "none";
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
  };
  readonly ask: { readonly baseUrl: string; readonly name: string; readonly embeddingsModel: string };
}

/** The servers that code may be sent to, by what each is asked for; undefined where the settings name none. */
export interface ConfiguredServers {
  readonly completion: ServerConfig | undefined;
  /** Answers questions, if a chat model is named for it. */
  readonly chat: ServerConfig | undefined;
  /** Turns questions and passages into vectors, over `/v1/embeddings`. */
  readonly embeddings: Pick<ServerConfig, "baseUrl" | "model"> | undefined;
  /** Gets everything that Ask sends, whichever models are named for it. */
  readonly ask: Pick<ServerConfig, "protocol" | "baseUrl"> | undefined;
}

/**
 * Reads the servers out of the settings. Ask uses the completion server unless it has one of its own.
 * A model inside this editor is not a server: its `baseUrl` names a mirror to download from, which must never get code.
 */
export function configuredServers({ model, ask }: ServerChoice): ConfiguredServers {
  const completion = completionServer(model);
  const own = ask.baseUrl === "" ? undefined : askServer(ask);
  const asked = own ?? completion;
  const mayEmbed = asked && asked.baseUrl !== "" && ask.embeddingsModel !== "";
  return {
    completion,
    chat: own ?? chatAt(completion, ask.name),
    embeddings: mayEmbed ? { baseUrl: asked.baseUrl, model: ask.embeddingsModel } : undefined,
    ask: asked,
  };
}

function completionServer({ protocol, baseUrl, name, fimFamily }: ServerChoice["model"]): ServerConfig | undefined {
  if (protocol === "none" || protocol === "transformers") return undefined;
  return { protocol, baseUrl, model: name, fimFamily };
}

function askServer({ baseUrl, name }: ServerChoice["ask"]): ServerConfig {
  return { protocol: "openai-chat", baseUrl, model: name, fimFamily: "auto" };
}

/** The completion server as a chat server. Only under the chat protocol is its own model a chat model. */
function chatAt(completion: ServerConfig | undefined, name: string): ServerConfig | undefined {
  const model = name || (completion?.protocol === "openai-chat" ? completion.model : "");
  return completion && model ? { ...completion, model } : undefined;
}
