import type { Snippet } from "../types/snippet.ts";
import { fetchJson } from "./fetchJson.ts";
import type { GuardDeps } from "./guardFetch.ts";
import { parseAddress, routeOf } from "./serverAddress.ts";
import type { ServerConfig } from "./serverConfig.ts";
import { extrasOf } from "./wires.ts";

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
