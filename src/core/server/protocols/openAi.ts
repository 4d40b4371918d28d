import type { ChatMessage } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import type { RequestBody } from "../http/fieldMemory.ts";
import type {
  ChatRoute,
  CompletionInput,
  CompletionRequest,
  ModelChoice,
  ModelList,
  PromptRoute,
  ProtocolRow,
} from "./protocolRow.ts";
import { readChat, readCompletion } from "./readEvent.ts";
import { openAiTools } from "./toolFormats.ts";

/** OpenAI takes four stop texts; the client watches for the others. */
const maxStops = 4;
/** The prompt asks a chat model to put its answer between these. */
export const answerTag = { open: "<fill>", close: "</fill>" } as const;
/** Tokens that a chat answer may need for its tag or fence, in addition to the code. */
const wrappingTokens = 32;

export const openAiModels: ModelList = { path: "/models", list: "data", name: "id", dialect: "openai" };

const openAi = {
  runs: "onServer",
  address: { defaultPath: "/v1", dropPaths: ["/chat/completions", "/completions", "/models", "/embeddings"] },
  chat: openAiChatRoute("/chat/completions", { usageOnRequest: true }),
  prompt: openAiPromptRoute("/completions"),
  models: openAiModels,
} as const;

export const openAiFim: ProtocolRow = {
  ...openAi,
  name: translatable("OpenAI-compatible, fill-in-the-middle prompt"),
  description:
    "OpenAI-compatible /v1/completions with a fill-in-the-middle prompt (vLLM, SGLang, LM Studio, llama.cpp, Together, Fireworks).",
  markers: "hunch",
  completion: { path: "/completions", framing: "sse", request: rawRequest, read: readCompletion },
  usualPorts: [
    { name: "LM Studio", port: 1234 },
    { name: "vLLM", port: 8000 },
    { name: "SGLang", port: 30000 },
  ],
};

export const openAiSuffix: ProtocolRow = {
  ...openAi,
  name: translatable("OpenAI-compatible, suffix field"),
  description: "OpenAI-compatible /v1/completions with a suffix field.",
  markers: "server",
  completion: {
    path: "/completions",
    framing: "sse",
    request: (input) => suffixRequest(input, maxStops),
    read: readCompletion,
  },
};

export const openAiChat: ProtocolRow = {
  ...openAi,
  name: translatable("OpenAI-compatible, chat"),
  description: "OpenAI-compatible /v1/chat/completions.",
  markers: "none",
  completion: { path: "/chat/completions", framing: "sse", request: chatRequest, read: readChat, unwraps: true },
  takesDraft: true,
  hosts: /(^|\.)(openai\.com|openai\.azure\.com|openrouter\.ai)$/,
};

/** The fields that all OpenAI-like completions share. @param stop all stop texts; the first `maxStops` are sent */
export function openAiFields(
  { choice, limits }: Pick<CompletionInput, "choice" | "limits">,
  stop: readonly string[],
  maxStops: number,
): RequestBody {
  const sent = stop.slice(0, maxStops);
  return {
    ...namedModel(choice),
    max_tokens: limits.maxTokens,
    temperature: limits.temperature,
    ...(sent.length > 0 ? { stop: sent } : {}),
    stream: true,
  };
}

/** Prefix and suffix in fields of their own; the server adds the markers. */
export function suffixRequest(input: CompletionInput, maxStops: number): CompletionRequest {
  const { stop } = input.limits;
  const body = { ...openAiFields(input, stop, maxStops), ...splitPrompt(input), ...usageOption };
  return { stop, body };
}

/** Text before and after the cursor; text that looks like a marker of the model's family is escaped. */
export function splitPrompt({ formats, parts, choice, template }: CompletionInput) {
  return formats.split(parts, { family: choice.fimFamily, model: choice.model, template });
}

/** A whole prompt with markers, and all texts at which its answer ends. */
export function fimPrompt({ formats, parts, choice, limits, template }: CompletionInput) {
  const { prompt, stop } = formats.fim(parts, { family: choice.fimFamily, model: choice.model, template });
  return { prompt, stop: [...limits.stop, ...stop] };
}

/** @param usageOnRequest whether usage must be requested with `stream_options` */
export function openAiChatRoute(path: string, { usageOnRequest }: { readonly usageOnRequest: boolean }): ChatRoute {
  return {
    path,
    framing: "sse",
    read: readChat,
    tools: openAiTools,
    body: (choice: ModelChoice, messages: readonly ChatMessage[], maxTokens: number) => ({
      ...namedModel(choice),
      messages,
      stream: true,
      max_tokens: maxTokens,
      ...(usageOnRequest ? usageOption : {}),
    }),
  };
}

/** OpenAI's completions without a suffix, which servers of open models have beside their chat. */
export function openAiPromptRoute(path: string): PromptRoute {
  return {
    path,
    framing: "sse",
    read: readCompletion,
    body: (choice, prompt, limits) => ({
      ...openAiFields({ choice, limits }, limits.stop, maxStops),
      prompt,
      ...usageOption,
    }),
  };
}

/** The field that names the model; missing for a server that holds a single model. */
export function namedModel({ model }: ModelChoice): RequestBody {
  return model ? { model } : {};
}

const usageOption = { stream_options: { include_usage: true } } as const;

function rawRequest(input: CompletionInput): CompletionRequest {
  const { prompt, stop } = fimPrompt(input);
  return { stop, body: { ...openAiFields(input, stop, maxStops), prompt, ...usageOption } };
}

/** Sends no stop text: a line break would end the answer at its fence or tag, before the code. */
function chatRequest(input: CompletionInput): CompletionRequest {
  const { limits, choice } = input;
  const messages = input.formats.chat(input.parts);
  const wrapped = { ...limits, maxTokens: limits.maxTokens + wrappingTokens };
  const draft = limits.draft && `${answerTag.open}${limits.draft}${answerTag.close}`;
  const prediction = draft ? { prediction: { type: "content", content: draft } } : {};
  const fields = openAiFields({ choice, limits: wrapped }, [], maxStops);
  return { stop: limits.stop, body: { ...fields, messages, ...prediction, ...usageOption } };
}
