import { type ChatModel, type CompletionModel, ModelError, type PromptModel } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { createEventStreams, type OpenEvents } from "../http/eventStream.ts";
import { fetchJson } from "../http/fetchJson.ts";
import { FieldMemory } from "../http/fieldMemory.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import { textAt } from "../http/json.ts";
import { answerTag } from "../protocols/openAi.ts";
import type { PromptFormats } from "../protocols/promptFormats.ts";
import type { ChatRoute, CompletionInput, PromptRoute, ProtocolRow } from "../protocols/protocolRow.ts";
import { protocolRow } from "../protocols/protocols.ts";
import { parseAddress, routeOf, type ServerAddress } from "../protocols/serverAddress.ts";
import { defaultDeadlines, type ServerConfig } from "../protocols/serverConfig.ts";
import { type AnswerCall, streamAnswer } from "./streamAnswer.ts";
import type { AnswerDeps } from "./streamEvents.ts";
import { streamParts } from "./streamParts.ts";

export interface ModelDeps extends GuardDeps {
  readonly formats: PromptFormats;
  /** Monotonic time in milliseconds; `performance.now` by default. */
  readonly monotonic?: () => number;
  /** What the server refuses for this model; by default, a new memory. */
  readonly fieldsOf?: ((model: string) => FieldMemory) | undefined;
  /** Runs models inside this editor, whose calls never reach `fetch`. */
  readonly local?: OpenEvents | undefined;
}

/** The uses of one server. */
export interface ServerModels {
  readonly completion: CompletionModel;
  readonly chat: ChatModel;
  /** Undefined if the protocol takes no whole prompts. */
  readonly prompt: PromptModel | undefined;
}

/**
 * Builds the clients of one server. Sends, loads and reads nothing before the first request.
 * @throws ModelError `notConfigured` if the address cannot be parsed
 */
export function createModel(config: ServerConfig, deps: ModelDeps): ServerModels {
  const row = protocolRow(config.protocol);
  const address = parseAddress(config.baseUrl, config.protocol);
  const monotonic = deps.monotonic ?? (() => performance.now());
  const open =
    row.runs === "inEditor"
      ? localStreams(deps)
      : createEventStreams(deps, deps.fieldsOf?.(config.model) ?? new FieldMemory());
  const { firstTokenMs = defaultDeadlines.firstTokenMs } = row;
  const answerDeps = () => ({ open, deadlines: { ...defaultDeadlines, firstTokenMs, ...config.deadlines }, monotonic });
  const where = row.runs === "inEditor" ? "in" : "at";
  const label = config.model ? `${config.model} ${where} ${address.host}` : address.host;
  const prepare = completionCalls(row, config, address, deps);
  return {
    completion: {
      label,
      stream: (parts, limits, onUsage, signal) =>
        restored(
          streamAnswer((inner) => prepare({ parts, limits }, inner), answerDeps(), onUsage, signal),
          deps.formats,
        ),
    },
    prompt: row.prompt && promptModel(row.prompt, { config, address, label, answerDeps }),
    chat: {
      label,
      converse:
        row.chat?.tools &&
        ((messages, { maxTokens, tools }, onUsage, signal) => {
          const route = chatRoute(row);
          const body = { ...route.body(config, [], maxTokens), ...route.tools?.fields(messages, tools) };
          const call = { url: routeOf(address, route.path), body, framing: route.framing };
          return streamParts(call, route, answerDeps(), onUsage, signal);
        }),
      stream: (messages, maxTokens, onUsage, signal) => {
        const route = chatRoute(row);
        const call = {
          url: routeOf(address, route.path),
          body: route.body(config, messages, maxTokens),
          framing: route.framing,
        };
        return streamAnswer(() => Promise.resolve({ call, read: route.read, stop: [] }), answerDeps(), onUsage, signal);
      },
    },
  };
}

interface PromptModelParts {
  readonly config: ServerConfig;
  readonly address: ServerAddress;
  readonly label: string;
  readonly answerDeps: () => AnswerDeps;
}

function promptModel(route: PromptRoute, { config, address, label, answerDeps }: PromptModelParts): PromptModel {
  const url = routeOf(address, route.path);
  return {
    label,
    stream: (prompt, limits, onUsage, signal) => {
      const call = { url, body: route.body(config, prompt, limits), framing: route.framing };
      const prepared = Promise.resolve({ call, read: route.read, stop: limits.stop });
      return streamAnswer(() => prepared, answerDeps(), onUsage, signal);
    },
  };
}

function chatRoute({ chat, name }: ProtocolRow): ChatRoute {
  if (!chat) {
    const text = translatable('a model of the kind "{0}" completes code; it doesn\'t chat');
    throw new ModelError("notConfigured", [text, name]);
  }
  return chat;
}

function localStreams({ local }: ModelDeps): OpenEvents {
  if (!local) throw new ModelError("notConfigured", translatable("models inside the editor can't run here"));
  return local;
}

async function* restored(texts: AsyncIterable<string>, { restore }: PromptFormats): AsyncGenerator<string> {
  for await (const text of texts) yield restore(text);
}

type PrepareCall = (input: Pick<CompletionInput, "parts" | "limits">, signal: AbortSignal) => Promise<AnswerCall>;

function completionCalls(row: ProtocolRow, choice: ServerConfig, address: ServerAddress, deps: ModelDeps): PrepareCall {
  const { path, framing, request, read, unwraps } = row.completion;
  const url = routeOf(address, path);
  const tag = unwraps ? answerTag : undefined;
  let template: string | undefined;
  return async (input, signal) => {
    template ??= await fetchTemplate(row, choice, address, deps, signal);
    const { body, stop } = request({ ...input, choice, formats: deps.formats, template });
    return { call: { url, body, framing }, read, stop, tag };
  };
}

/** The template shows whether the server takes a suffix, and its markers identify the family. */
async function fetchTemplate(
  row: ProtocolRow,
  choice: ServerConfig,
  address: ServerAddress,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<string | undefined> {
  const request = row.template?.(choice);
  if (!request) return undefined;
  const answer = await fetchJson(routeOf(address, request.path), request.body, deps, signal);
  return textAt(answer, "template") ?? "";
}
