import type { Snippet } from "./snippet.ts";
import { english } from "./translate.ts";

/** The parts of a prompt, cut to the budget. */
export interface PromptParts {
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** In a stable order: what changes least comes first, so that a server's prompt cache stays valid. */
  readonly snippets: readonly Snippet[];
  /** How snippets become comments, for servers that take them as part of the code; "line" by default. */
  readonly commentStyle?: "line" | "block" | undefined;
}

/** Parameters of a completion besides the prompt. */
export interface CompletionLimits {
  readonly maxTokens: number;
  /** Texts that end the answer and are not part of it. */
  readonly stop: readonly string[];
  /** 0 for the likeliest answer, more for alternatives. */
  readonly temperature: number;
  /** A guess at the answer, for servers that verify text faster than they generate it. */
  readonly draft?: string | undefined;
}

/** Figures that a server reported for one request; undefined where it reported nothing. */
export interface ModelUsage {
  readonly promptTokens?: number | undefined;
  readonly cachedTokens?: number | undefined;
  readonly completionTokens?: number | undefined;
  readonly firstTokenMs?: number | undefined;
  readonly totalMs?: number | undefined;
}

/**
 * A completion model, independent of its protocol.
 * The stream yields text as it arrives, in arbitrary chunks. Returning early or aborting closes the connection.
 * An aborted stream ends without an error. Every other failure throws a {@link ModelError}.
 */
export interface CompletionModel {
  /** Name for display and logs, e.g. "qwen2.5-coder:1.5b at localhost:11434". Contains no key. */
  readonly label: string;
  stream(
    parts: PromptParts,
    limits: CompletionLimits,
    onUsage: (usage: ModelUsage) => void,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

/** A model that continues a whole prompt, control texts included. It streams and fails like {@link CompletionModel}. */
export interface PromptModel {
  readonly label: string;
  stream(
    prompt: string,
    limits: CompletionLimits,
    onUsage: (usage: ModelUsage) => void,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A function that a chat model may ask its caller to run. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON schema of its input, an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A model's request to run a tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** As the model wrote it: usually a JSON object, but it may be anything. */
  readonly input: string;
}

/** A message of a conversation with tools. */
export type ToolMessage =
  | ChatMessage
  | { readonly role: "assistant"; readonly content: string; readonly calls: readonly ToolCall[] }
  | { readonly role: "tool"; readonly call: ToolCall; readonly content: string };

/** A piece of an answer of a model that has tools. */
export type ModelPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "call"; readonly call: ToolCall };

export interface ToolOptions {
  readonly maxTokens: number;
  readonly tools: readonly ToolSpec[];
}

/** Streams an answer that may ask for tools; it fails like {@link CompletionModel}. */
export type Converse = (
  messages: readonly ToolMessage[],
  options: ToolOptions,
  onUsage: (usage: ModelUsage) => void,
  signal: AbortSignal,
) => AsyncIterable<ModelPart>;

/** A chat model, independent of its protocol. It streams and fails like {@link CompletionModel}. */
export interface ChatModel {
  readonly label: string;
  /** Missing where the protocol has no tools. A server or model may still refuse them, with `badRequest`. */
  readonly converse?: Converse | undefined;
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
  "crossOrigin",
  "localNetwork",
  "mixedContent",
  "notConfigured",
] as const;
export type ModelErrorKind = (typeof modelErrorKinds)[number];

/** The arguments of a call of `Translate`: a text with placeholders and their values. */
export type Wording = readonly [text: string, ...args: (string | number)[]];

/** Words of a server, a system or a package: they are shown as they are, even if they look like a text of Hunch. */
export function verbatim(words: string): Wording {
  return ["{0}", words];
}

/** The reason why a model gave no answer. Contains no request body and no key. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: ModelErrorKind;
  /** The wording in English. */
  readonly detail: string;
  /** The time to wait that the server named, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The server's message or a text of Hunch, to be translated. */
  readonly wording: Wording;

  /** @param wording a text without placeholders may be given alone */
  constructor(kind: ModelErrorKind, wording: string | Wording, retryAfterMs?: number) {
    const whole: Wording = typeof wording === "string" ? [wording] : wording;
    const detail = english(...whole);
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
    this.wording = whole;
  }
}
