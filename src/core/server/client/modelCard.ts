import { numberAt, textAt } from "../http/json.ts";

/** What a server's list reports about one of its models. Most servers report only the name. */
export interface ModelCard {
  readonly name: string;
  /** Size of the weights. */
  readonly bytes?: number | undefined;
  /** Longest prompt and answer together. */
  readonly contextTokens?: number | undefined;
  /** As the server writes it, such as "1.5B". */
  readonly parameters?: string | undefined;
  readonly price?: ModelPrice | undefined;
}

/** US dollars for a million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/**
 * Where servers put the context size, the first match counts: OpenRouter and Together; vLLM and SGLang; Mistral;
 * llama.cpp, which reports the size the model was trained with.
 */
const contextPaths = [["context_length"], ["max_model_len"], ["max_context_length"], ["meta", "n_ctx_train"]] as const;
/** Ollama; llama.cpp. */
const sizePaths = [["size"], ["meta", "size"]] as const;

/**
 * Reads an entry of a server's list of models; undefined if it has no name.
 * @param nameField the field that holds the name
 */
export function readModelCard(entry: unknown, nameField: string): ModelCard | undefined {
  const name = textAt(entry, nameField);
  if (name === undefined) return undefined;
  return {
    name,
    bytes: firstPositive(entry, sizePaths),
    contextTokens: firstPositive(entry, contextPaths),
    parameters: textAt(entry, "details", "parameter_size"),
    price: priceOf(entry),
  };
}

function firstPositive(entry: unknown, paths: readonly (readonly string[])[]): number | undefined {
  return paths.map((path) => numberAt(entry, ...path)).find((value) => value !== undefined && value > 0);
}

/** OpenRouter lists dollars per token as text, and -1 for a price that depends on the request; Together per million. */
function priceOf(entry: unknown): ModelPrice | undefined {
  const perToken = [textAt(entry, "pricing", "prompt"), textAt(entry, "pricing", "completion")];
  const [input, output] = perToken.every((text) => text !== undefined)
    ? perToken.map((text) => Number(text) * 1e6)
    : [numberAt(entry, "pricing", "input"), numberAt(entry, "pricing", "output")];
  return isPrice(input) && isPrice(output) ? { input, output } : undefined;
}

function isPrice(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
