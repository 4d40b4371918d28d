import type { Snippet } from "../types/snippet.ts";
import { fetchJson } from "./fetchJson.ts";
import type { GuardDeps } from "./guardFetch.ts";
import { parseAddress, routeOf } from "./serverAddress.ts";
import type { ServerConfig } from "./serverConfig.ts";
import { defaultContextTokens, extrasOf, keepAlive } from "./wires.ts";

/**
 * Lets a llama.cpp server read snippets into its prompt cache while nobody types: asked for no token, it only reads.
 * The snippets must be the ones, in the order, of the requests to come. Other servers are left alone.
 */
export async function warmUp(
  config: ServerConfig,
  snippets: readonly Snippet[],
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<void> {
  if (config.protocol !== "llamacpp" || snippets.length === 0) return;
  const url = routeOf(parseAddress(config.baseUrl, config.protocol), "/infill");
  const body = {
    ...(config.model ? { model: config.model } : {}),
    input_prefix: "",
    input_suffix: "",
    input_extra: extrasOf(snippets),
    prompt: "",
    n_predict: 0,
    cache_prompt: true,
    stream: false,
  };
  await fetchJson(url, body, deps, signal);
}

/**
 * Lets Ollama load the model, as a request without a prompt does, so that the first completion does not wait for it.
 * The context is the one of the requests to come: another size would make Ollama load the model anew.
 */
export async function loadOllamaModel(config: ServerConfig, deps: GuardDeps, signal: AbortSignal): Promise<void> {
  const url = routeOf(parseAddress(config.baseUrl, config.protocol), "/api/generate");
  const options = { num_ctx: config.contextTokens ?? defaultContextTokens };
  await fetchJson(url, { model: config.model, options, keep_alive: keepAlive, stream: false }, deps, signal);
}
