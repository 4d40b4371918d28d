/** How a model is spoken to; "transformers" is one inside this editor, behind no server. */
export type Protocol =
  | "openai-fim"
  | "openai-suffix"
  | "openai-chat"
  | "llamacpp"
  | "ollama"
  | "mistral"
  | "deepseek"
  | "transformers";

/** How long an answer may take, in milliseconds. */
export interface Deadlines {
  /** From the call to the first token: covers connecting, queueing, loading a model and reading the prompt. */
  readonly firstTokenMs: number;
  /** Between two pieces of a running answer. */
  readonly betweenMs: number;
}

/** Everything needed to speak to one server. No key: that is asked for when a request is made. */
export interface ServerConfig {
  readonly protocol: Protocol;
  /** As a person types it: the scheme and the usual path may be missing. */
  readonly baseUrl: string;
  /** As the server lists it; may be empty for a server that holds a single model. */
  readonly model: string;
  /** A family's name from the table of the prompt room, or "auto": by the model's name or the server's template. */
  readonly fimFamily: string;
  /** Tokens of context asked of a server that sizes it by request (Ollama): constant, or it loads the model anew. */
  readonly contextTokens?: number | undefined;
  readonly deadlines?: Partial<Deadlines> | undefined;
}

/**
 * A cold model on a slow machine needs tens of seconds for its first token (a 240-token prompt took 11 s on two busy
 * cores), and giving up would throw its warm cache away; typing on aborts the request anyway.
 */
export const defaultDeadlines: Deadlines = { firstTokenMs: 30_000, betweenMs: 10_000 };
