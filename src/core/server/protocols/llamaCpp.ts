import type { Snippet } from "../../types/snippet.ts";
import { valueAt } from "../http/json.ts";
import { probeLlamaCpp } from "./llamaCppProbe.ts";
import { namedModel, openAiChatRoute, openAiModels, openAiPromptRoute } from "./openAi.ts";
import type { CompletionInput, CompletionRequest, ModelChoice, PlainRequest, ProtocolRow } from "./protocolRow.ts";
import { readLlamaCpp } from "./readEvent.ts";

/** Milliseconds after which llama.cpp ends an answer at the next line; all other rules may end it sooner. */
const longestPredictionMs = 2_000;

export const llamaCpp: ProtocolRow = {
  name: "llama.cpp",
  description: "llama.cpp's /infill.",
  runs: "onServer",
  address: {
    defaultPath: "",
    dropPaths: ["/chat/completions", "/completions", "/completion", "/models", "/embeddings", "/v1", "/infill"],
  },
  markers: "server",
  completion: { path: "/infill", framing: "sse", request: infillRequest, read: readLlamaCpp },
  chat: openAiChatRoute("/v1/chat/completions", { usageOnRequest: true }),
  prompt: openAiPromptRoute("/v1/completions"),
  models: { ...openAiModels, path: "/v1/models" },
  clipsPrompts: true,
  readAhead,
  usualPorts: [
    { name: "llama.cpp", port: 8080 },
    { name: "llama.cpp", port: 8012 },
  ],
  identify: {
    path: "/props",
    matches: (props) =>
      valueAt(props, "default_generation_settings") !== undefined || valueAt(props, "role") === "router",
  },
  probe: probeLlamaCpp,
};

/** The server builds the prompt from the model's own vocabulary and reads our text as text: markers in it are inert. */
function infillRequest({ parts, limits, choice }: CompletionInput): CompletionRequest {
  const body = {
    ...namedModel(choice),
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

/** With `n_predict: 0` the server only reads. Snippets and their order must be those of the requests that follow. */
function readAhead(choice: ModelChoice, snippets: readonly Snippet[]): PlainRequest {
  const body = {
    ...namedModel(choice),
    input_prefix: "",
    input_suffix: "",
    input_extra: extrasOf(snippets),
    prompt: "",
    n_predict: 0,
    cache_prompt: true,
    stream: false,
  };
  return { path: "/infill", body, usage: (answer) => readLlamaCpp(answer).usage };
}

/** Snippets as llama.cpp takes them, in the given order, so that its prompt cache matches. */
function extrasOf(snippets: readonly Snippet[]): readonly { filename: string; text: string }[] {
  return snippets.map(({ path, text }) => ({ filename: path, text: text.endsWith("\n") ? text : `${text}\n` }));
}

/** Indentation of a line that holds nothing else, in characters, else 0: the answer then keeps that indentation. */
function blankIndent(prefix: string): number {
  return /(?:^|\n)([ \t]+)$/.exec(prefix)?.[1]?.length ?? 0;
}
