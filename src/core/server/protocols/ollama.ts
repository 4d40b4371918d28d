import type { ChatMessage, CompletionLimits } from "../../types/model.ts";
import { textAt } from "../http/json.ts";
import { fimPrompt, splitPrompt } from "./openAi.ts";
import type { CompletionInput, CompletionRequest, ModelChoice, PlainRequest, ProtocolRow } from "./protocolRow.ts";
import { readGenerate, readOllamaChat } from "./readEvent.ts";
import { ollamaTools } from "./toolFormats.ts";

/** Ollama reloads a model whose context size changes, so all requests use the same size. */
const defaultContextTokens = 4096;
/** Ollama unloads a model after five minutes by default; after a pause of ten the user would wait for it again. */
const keepAlive = "30m";

export const ollama: ProtocolRow = {
  name: "Ollama",
  description: "Ollama's /api/generate.",
  runs: "onServer",
  address: {
    defaultPath: "",
    dropPaths: ["/api/generate", "/api/chat", "/api/tags", "/api", "/chat/completions", "/completions", "/v1"],
  },
  markers: "template",
  completion: { path: "/api/generate", framing: "ndjson", request: generateRequest, read: readGenerate },
  chat: { path: "/api/chat", framing: "ndjson", read: readOllamaChat, body: chatBody, tools: ollamaTools },
  prompt: { path: "/api/generate", framing: "ndjson", read: readGenerate, body: promptBody },
  models: { path: "/api/tags", list: "models", name: "name", dialect: "own" },
  template: ({ model }) => ({ path: "/api/show", body: { model } }),
  load,
  usualPorts: [{ name: "Ollama", port: 11434 }],
  // Not the list of models: llama.cpp answers /api/tags, too.
  identify: { path: "/api/version", matches: (answer) => textAt(answer, "version") !== undefined },
};

/** Ollama adds the markers if the model's template takes a suffix; otherwise the prompt is ours, sent raw. */
function generateRequest(input: CompletionInput): CompletionRequest {
  const { limits, choice, template } = input;
  const takesSuffix = template !== undefined && /\.Suffix\b/.test(template);
  const fim = fimPrompt(input);
  const prompt = takesSuffix ? splitPrompt(input) : { prompt: fim.prompt, raw: true };
  const options = {
    num_predict: limits.maxTokens,
    temperature: limits.temperature,
    num_ctx: contextOf(choice),
    stop: takesSuffix ? limits.stop : fim.stop,
  };
  return { stop: fim.stop, body: { model: choice.model, ...prompt, options, keep_alive: keepAlive, stream: true } };
}

function promptBody(choice: ModelChoice, prompt: string, { maxTokens, temperature, stop }: CompletionLimits) {
  const options = { num_predict: maxTokens, temperature, num_ctx: contextOf(choice), stop };
  return { model: choice.model, prompt, raw: true, options, keep_alive: keepAlive, stream: true };
}

function chatBody(choice: ModelChoice, messages: readonly ChatMessage[], maxTokens: number) {
  const options = { num_predict: maxTokens, num_ctx: contextOf(choice) };
  return { model: choice.model, messages, stream: true, options, keep_alive: keepAlive };
}

function load(choice: ModelChoice): PlainRequest {
  const options = { num_ctx: contextOf(choice) };
  const body = { model: choice.model, options, keep_alive: keepAlive, stream: false };
  return { path: "/api/generate", body, usage: (answer) => readGenerate(answer).usage };
}

function contextOf({ contextTokens = defaultContextTokens }: ModelChoice): number {
  return contextTokens;
}
