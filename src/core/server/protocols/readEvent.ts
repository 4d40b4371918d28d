import type { ModelUsage } from "../../types/model.ts";
import { numberAt, textAt, valueAt } from "../http/json.ts";
import type { AnswerEvent } from "./protocolRow.ts";

/** OpenAI's `/completions`: text in `choices[0].text`; usage in a last event without choices. */
export function readCompletion(event: unknown): AnswerEvent {
  return {
    text: textAt(event, "choices", 0, "text"),
    done: textAt(event, "choices", 0, "finish_reason") !== undefined,
    usage: openAiUsage(event),
  };
}

/** OpenAI's `/chat/completions`, which Mistral's FIM endpoint also speaks. Reasoning comes in another field. */
export function readChat(event: unknown): AnswerEvent {
  return {
    text: textAt(event, "choices", 0, "delta", "content") ?? textAt(event, "choices", 0, "message", "content"),
    done: textAt(event, "choices", 0, "finish_reason") !== undefined,
    usage: openAiUsage(event),
  };
}

/** llama.cpp's `/infill` and `/completion`: text in `content`, usage in the event with `stop`. */
export function readLlamaCpp(event: unknown): AnswerEvent {
  const done = valueAt(event, "stop") === true;
  const usage = {
    promptTokens: numberAt(event, "tokens_evaluated"),
    cachedTokens: numberAt(event, "timings", "cache_n"),
    completionTokens: numberAt(event, "tokens_predicted"),
  };
  return { text: textAt(event, "content"), done, usage: done ? usage : undefined };
}

/** Ollama's `/api/generate`. It counts only the prompt tokens that it had to read again. */
export function readGenerate(event: unknown): AnswerEvent {
  return { text: textAt(event, "response"), ...ollamaEnd(event) };
}

/** Ollama's `/api/chat`. */
export function readOllamaChat(event: unknown): AnswerEvent {
  return { text: textAt(event, "message", "content"), ...ollamaEnd(event) };
}

/** The model in this editor: text, then usage. */
export function readInEditor(event: unknown): AnswerEvent {
  const done = valueAt(event, "done") === true;
  const usage = {
    promptTokens: numberAt(event, "usage", "promptTokens"),
    cachedTokens: numberAt(event, "usage", "cachedTokens"),
    completionTokens: numberAt(event, "usage", "completionTokens"),
  };
  return { text: textAt(event, "text"), done, usage: done ? usage : undefined };
}

function ollamaEnd(event: unknown): AnswerEvent {
  const done = valueAt(event, "done") === true;
  const usage = {
    promptTokens: numberAt(event, "prompt_eval_count"),
    completionTokens: numberAt(event, "eval_count"),
  };
  return { done, usage: done ? usage : undefined };
}

function openAiUsage(event: unknown): ModelUsage | undefined {
  const promptTokens = numberAt(event, "usage", "prompt_tokens");
  if (promptTokens === undefined) return undefined;
  return {
    promptTokens,
    cachedTokens:
      numberAt(event, "usage", "prompt_tokens_details", "cached_tokens") ??
      numberAt(event, "usage", "prompt_cache_hit_tokens"),
    completionTokens: numberAt(event, "usage", "completion_tokens"),
  };
}
