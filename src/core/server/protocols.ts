import type { Protocol } from "./serverConfig.ts";

/** What sets one protocol apart from the others, as data. */
export interface ProtocolFacts {
  /** For lists and sentences. */
  readonly name: string;
  /** Path that a base address gets when it has none; "" where the protocol starts at the server's root. */
  readonly defaultPath: string;
  /** Paths people paste that are not part of the base. */
  readonly dropPaths: readonly string[];
  /** Most stop texts a request may carry; the rest is watched for on this side. */
  readonly maxStops: number;
  /** Path of the chat completions, and whether they come as OpenAI's server-sent events or as Ollama's lines. */
  readonly chatPath: string;
}

/** OpenAI takes four stop texts, DeepSeek sixteen; the servers one runs oneself take any number. */
export const protocolFacts: Readonly<Record<Protocol, ProtocolFacts>> = {
  "openai-fim": openAi("OpenAI-compatible, fill-in-the-middle prompt"),
  "openai-suffix": openAi("OpenAI-compatible, suffix field"),
  "openai-chat": openAi("OpenAI-compatible, chat"),
  llamacpp: {
    name: "llama.cpp",
    defaultPath: "",
    dropPaths: ["/v1", "/infill"],
    maxStops: Number.POSITIVE_INFINITY,
    chatPath: "/v1/chat/completions",
  },
  ollama: {
    name: "Ollama",
    defaultPath: "",
    dropPaths: ["/v1", "/api", "/api/generate"],
    maxStops: Number.POSITIVE_INFINITY,
    chatPath: "/api/chat",
  },
  mistral: {
    name: "Mistral",
    defaultPath: "/v1",
    dropPaths: ["/fim/completions"],
    maxStops: 4,
    chatPath: "/chat/completions",
  },
  deepseek: {
    name: "DeepSeek",
    defaultPath: "/beta",
    dropPaths: ["/completions"],
    maxStops: 16,
    chatPath: "/chat/completions",
  },
  transformers: { name: "In this editor", defaultPath: "", dropPaths: [], maxStops: 0, chatPath: "" },
};

function openAi(name: string): ProtocolFacts {
  const dropPaths = ["/chat/completions", "/completions"];
  return { name, defaultPath: "/v1", dropPaths, maxStops: 4, chatPath: "/chat/completions" };
}
