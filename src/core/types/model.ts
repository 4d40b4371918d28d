import type { Snippet } from "./snippet.ts";

/** What is left of cursor and snippets after budgeting: everything a prompt is made of. */
export interface PromptParts {
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** In stable order: what changes least comes first, so that a server's prompt cache survives typing. */
  readonly snippets: readonly Snippet[];
}

/** What is asked of a model beside the prompt. */
export interface CompletionLimits {
  readonly maxTokens: number;
  /** Texts at which the model should stop; they are not part of the answer. */
  readonly stop: readonly string[];
  /** 0 for the likeliest answer; above for alternatives. */
  readonly temperature: number;
  /** What the answer may turn out to be, for servers that check a guess faster than they write. */
  readonly draft?: string | undefined;
}

/** Numbers a server told about one request; absent where it told nothing. */
export interface ModelUsage {
  readonly promptTokens?: number | undefined;
  readonly cachedTokens?: number | undefined;
  readonly completionTokens?: number | undefined;
  readonly firstTokenMs?: number | undefined;
  readonly totalMs?: number | undefined;
}

/**
 * A completion model behind any protocol.
 * The stream yields text as it arrives, in any chunking; returning early or aborting ends the request at the socket.
 * An aborted stream just ends. Every other failure throws a {@link ModelError}.
 */
export interface CompletionModel {
  /** For display and logs, e.g. "qwen2.5-coder:1.5b at localhost:11434"; never a key. */
  readonly label: string;
  stream(
    parts: PromptParts,
    limits: CompletionLimits,
    onUsage: (usage: ModelUsage) => void,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A chat model behind any protocol; same rules of streaming and failing as {@link CompletionModel}. */
export interface ChatModel {
  readonly label: string;
  stream(
    messages: readonly ChatMessage[],
    maxTokens: number,
    onUsage: (usage: ModelUsage) => void,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

export const modelErrorKinds = [
  "unreachable",
  "timeout",
  "unauthorized",
  "notFound",
  "rateLimited",
  "overloaded",
  "loading",
  "contextOverflow",
  "badRequest",
  "badResponse",
  "tls",
  "proxy",
  "notConfigured",
] as const;
export type ModelErrorKind = (typeof modelErrorKinds)[number];

/** Why a model gave no answer. Carries no request body and no key; `detail` is the server's own words, cut short. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: ModelErrorKind;
  readonly detail: string;
  /** When the server said how long to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ModelErrorKind, detail: string, retryAfterMs?: number) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}
