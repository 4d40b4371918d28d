import {
  type ChatMessage,
  type ChatModel,
  type CompletionLimits,
  type CompletionModel,
  ModelError,
  type PromptParts,
} from "../../types/model.ts";
import type { PromptFormats } from "../promptFormats.ts";
import { protocolFacts } from "../protocols.ts";
import { parseAddress, routeOf, type ServerAddress } from "../serverAddress.ts";
import type { ServerConfig } from "../serverConfig.ts";
import { answerTag, defaultContextTokens, keepAlive, wires } from "../wires.ts";
import { createEventStreams, type OpenEvents } from "./eventStream.ts";
import { fetchJson } from "./fetchJson.ts";
import type { GuardDeps } from "./guardFetch.ts";
import { textAt } from "./json.ts";
import { readChat, readOllamaChat } from "./readEvent.ts";
import { type AnswerCall, streamAnswer } from "./streamAnswer.ts";

export interface ModelDeps extends GuardDeps {
  readonly formats: PromptFormats;
  /** Monotonic time in milliseconds; `performance.now` unless given. */
  readonly monotonic?: () => number;
  /** Runs models inside this editor, for the protocol "transformers"; its calls never reach `fetch`. */
  readonly local?: OpenEvents | undefined;
}

/** One server's two ports. */
export interface ServerModels {
  readonly completion: CompletionModel;
  readonly chat: ChatModel;
}

/**
 * Builds the clients of one server. Nothing is sent, loaded or asked for before the first request.
 * @throws ModelError `notConfigured` when the address cannot be read
 */
export function createModel(config: ServerConfig, deps: ModelDeps): ServerModels {
  const address = parseAddress(config.baseUrl, config.protocol);
  const monotonic = deps.monotonic ?? (() => performance.now());
  const isLocal = config.protocol === "transformers";
  const open = isLocal ? localStreams(deps) : createEventStreams(deps);
  const deadlines = isLocal ? { ...localDeadlines, ...config.deadlines } : config.deadlines;
  const answerDeps = { open, deadlines, monotonic };
  const label = config.model ? `${config.model} ${isLocal ? "in" : "at"} ${address.host}` : address.host;
  const prepare = completionCalls(config, address, deps);
  return {
    completion: {
      label,
      stream: (parts, limits, onUsage, signal) =>
        restored(
          streamAnswer((inner) => prepare(parts, limits, inner), answerDeps, onUsage, signal),
          deps.formats,
        ),
    },
    chat: {
      label,
      stream: (messages, maxTokens, onUsage, signal) => {
        if (isLocal) throw new ModelError("notConfigured", "a model inside the editor completes code, it doesn't chat");
        const call = chatCall(config, address, messages, maxTokens);
        return streamAnswer(() => Promise.resolve(call), answerDeps, onUsage, signal);
      },
    },
  };
}

/** A few hundred megabytes of weights are read from a disk before the first token, on a machine that does other work. */
const localDeadlines = { firstTokenMs: 120_000 };

function localStreams({ local }: ModelDeps): OpenEvents {
  if (!local) throw new ModelError("notConfigured", "models inside the editor can't run here");
  return local;
}

async function* restored(texts: AsyncIterable<string>, { restore }: PromptFormats): AsyncGenerator<string> {
  for await (const text of texts) yield restore(text);
}

type PrepareCall = (parts: PromptParts, limits: CompletionLimits, signal: AbortSignal) => Promise<AnswerCall>;

function completionCalls(config: ServerConfig, address: ServerAddress, deps: ModelDeps): PrepareCall {
  const wire = wires[config.protocol];
  const url = routeOf(address, wire.path);
  const tag = wire.unwraps ? answerTag : undefined;
  let template: string | undefined;
  return async (parts, limits, signal) => {
    if (config.protocol === "ollama") template ??= await askTemplate(config, address, deps, signal);
    const { body, stop } = wire.request({ parts, limits, config, formats: deps.formats, template });
    return { call: { url, body, framing: wire.framing }, read: wire.read, stop, tag };
  };
}

/** Ollama's template of a model tells whether it takes a suffix, and by its markers the family. */
async function askTemplate(
  { model }: ServerConfig,
  address: ServerAddress,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<string> {
  const shown = await fetchJson(routeOf(address, "/api/show"), { model }, deps, signal);
  return textAt(shown, "template") ?? "";
}

function chatCall(
  config: ServerConfig,
  address: ServerAddress,
  messages: readonly ChatMessage[],
  maxTokens: number,
): AnswerCall {
  const url = routeOf(address, protocolFacts[config.protocol].chatPath);
  const common = { ...(config.model ? { model: config.model } : {}), messages, stream: true };
  if (config.protocol !== "ollama") {
    const usage = config.protocol === "mistral" ? {} : { stream_options: { include_usage: true } };
    const body = { ...common, max_tokens: maxTokens, ...usage };
    return { call: { url, body, framing: "sse" }, read: readChat, stop: [] };
  }
  const options = { num_predict: maxTokens, num_ctx: config.contextTokens ?? defaultContextTokens };
  const body = { ...common, options, keep_alive: keepAlive };
  return { call: { url, body, framing: "ndjson" }, read: readOllamaChat, stop: [] };
}
