import type { Snippet } from "../types/snippet.ts";
import { readChat, readCompletion, readGenerate, readLlamaCpp, readLocal } from "./client/readEvent.ts";
import { protocolFacts } from "./protocols.ts";
import type { Protocol } from "./serverConfig.ts";
import type { CompletionWire, WireInput, WireRequest } from "./wire.ts";

/** Milliseconds after which llama.cpp ends an answer at the next line; it stops sooner by every other rule. */
const longestPredictionMs = 2_000;
/** Ollama reloads a model whose context size changes, so it is one number for everything. */
export const defaultContextTokens = 4096;
/** Ollama unloads after five minutes by default; who thinks for ten would wait for the model again. */
export const keepAlive = "30m";
/** The answer of a chat model stands between these. */
export const answerTag = { open: "<fill>", close: "</fill>" } as const;

/** Every completion protocol. Differences are data: a path, how a request is made, how an event is read. */
export const wires: Readonly<Record<Protocol, CompletionWire>> = {
  "openai-fim": { path: "/completions", framing: "sse", request: rawRequest, read: readCompletion },
  "openai-suffix": { path: "/completions", framing: "sse", request: suffixRequest, read: readCompletion },
  "openai-chat": { path: "/chat/completions", framing: "sse", request: chatRequest, read: readChat, unwraps: true },
  llamacpp: { path: "/infill", framing: "sse", request: infillRequest, read: readLlamaCpp },
  ollama: { path: "/api/generate", framing: "ndjson", request: generateRequest, read: readGenerate },
  mistral: { path: "/fim/completions", framing: "sse", request: mistralRequest, read: readChat },
  deepseek: { path: "/completions", framing: "sse", request: suffixRequest, read: readCompletion },
  transformers: { path: "", framing: "ndjson", request: localRequest, read: readLocal },
};

function rawRequest(input: WireInput): WireRequest {
  const { prompt, stop } = fimPrompt(input);
  return { stop, body: { ...openAiFields(input, stop), prompt, stream_options: { include_usage: true } } };
}

/** For the model in this editor, which ends at stop texts that are one token; the others are watched for on this side. */
function localRequest(input: WireInput): WireRequest {
  const { prompt, stop } = fimPrompt(input);
  const { maxTokens, temperature } = input.limits;
  return { stop, body: { model: input.config.model, prompt, stop, max_tokens: maxTokens, temperature } };
}

function suffixRequest(input: WireInput): WireRequest {
  const { stop } = input.limits;
  const split = splitPrompt(input);
  return { stop, body: { ...openAiFields(input, stop), ...split, stream_options: { include_usage: true } } };
}

/** Mistral sends usage unasked and refuses fields it does not know. */
function mistralRequest(input: WireInput): WireRequest {
  const { stop } = input.limits;
  return { stop, body: { ...openAiFields(input, stop), ...splitPrompt(input) } };
}

/** No stop text goes to the server: a line break would end the answer before the code, at the fence or tag. */
function chatRequest(input: WireInput): WireRequest {
  const messages = input.formats.chat(input.parts);
  const { limits } = input;
  const body = { ...openAiFields({ ...input, limits: { ...limits, maxTokens: limits.maxTokens + 32 } }, []), messages };
  const guess = limits.draft && `${answerTag.open}${limits.draft}${answerTag.close}`;
  const prediction = guess ? { prediction: { type: "content", content: guess } } : {};
  return { stop: limits.stop, body: { ...body, ...prediction, stream_options: { include_usage: true } } };
}

/** The server builds the prompt from the model's own vocabulary, and reads our text as text: markers in it are inert. */
function infillRequest({ parts, limits, config }: WireInput): WireRequest {
  const body = {
    ...(config.model ? { model: config.model } : {}),
    input_prefix: parts.prefix,
    input_suffix: parts.suffix,
    input_extra: extrasOf(parts.snippets),
    prompt: "",
    n_predict: limits.maxTokens,
    n_indent: blankIndent(parts.prefix),
    t_max_predict_ms: longestPredictionMs,
    temperature: limits.temperature,
    cache_prompt: true,
    stop: limits.stop,
    stream: true,
  };
  return { stop: limits.stop, body };
}

/** Snippets as llama.cpp takes them; their order is kept, so that its prompt cache holds. */
export function extrasOf(snippets: readonly Snippet[]): readonly { filename: string; text: string }[] {
  return snippets.map(({ path, text }) => ({ filename: path, text: text.endsWith("\n") ? text : `${text}\n` }));
}

/** On a line with nothing but white space: how much of it, for an answer never to leave that depth. Else 0. */
function blankIndent(prefix: string): number {
  return /(?:^|\n)([ \t]+)$/.exec(prefix)?.[1]?.length ?? 0;
}

/** With a template that takes a suffix, Ollama places the markers; without one the prompt is ours, raw. */
function generateRequest(input: WireInput): WireRequest {
  const { limits, config, template } = input;
  const takesSuffix = template !== undefined && /\.Suffix\b/.test(template);
  const fim = fimPrompt(input);
  const prompt = takesSuffix ? splitPrompt(input) : { prompt: fim.prompt, raw: true };
  const stop = takesSuffix ? limits.stop : fim.stop;
  const options = {
    num_predict: limits.maxTokens,
    temperature: limits.temperature,
    num_ctx: config.contextTokens ?? defaultContextTokens,
    stop,
  };
  return { stop: fim.stop, body: { model: config.model, ...prompt, options, keep_alive: keepAlive, stream: true } };
}

function fimPrompt({ formats, parts, config, limits, template }: WireInput): {
  prompt: string;
  stop: readonly string[];
} {
  const { prompt, stop } = formats.fim(parts, { family: config.fimFamily, model: config.model, template });
  return { prompt, stop: [...limits.stop, ...stop] };
}

function splitPrompt({ formats, parts, config, template }: WireInput): { prompt: string; suffix: string } {
  return formats.split(parts, { family: config.fimFamily, model: config.model, template });
}

function openAiFields({ config, limits }: WireInput, stop: readonly string[]): Readonly<Record<string, unknown>> {
  const sent = stop.slice(0, protocolFacts[config.protocol].maxStops);
  return {
    ...(config.model ? { model: config.model } : {}),
    max_tokens: limits.maxTokens,
    temperature: limits.temperature,
    ...(sent.length > 0 ? { stop: sent } : {}),
    stream: true,
  };
}
