import { ModelError, type ModelUsage } from "../../types/model.ts";
import type { Snippet } from "../../types/snippet.ts";
import { preloadClient } from "../client/eventStream.ts";
import { fetchJson } from "../client/fetchJson.ts";
import type { GuardDeps } from "../client/guardFetch.ts";
import { readGenerate, readLlamaCpp } from "../client/readEvent.ts";
import type { ServerMeter } from "../guards/serverMeter.ts";
import { parseAddress, routeOf } from "../serverAddress.ts";
import type { ServerConfig } from "../serverConfig.ts";
import { defaultContextTokens, extrasOf, keepAlive } from "../wires.ts";

type Body = Readonly<Record<string, unknown>>;

export interface PreparationDeps {
  readonly requests: GuardDeps;
  readonly meter: ServerMeter;
  /** Whether the server may read what nobody may come to ask about. */
  readonly mayReadAhead: () => boolean;
}

/** What one completion server is given to do while nobody types, so that the first request finds it ready. */
export class ServerPreparation {
  readonly #config: ServerConfig;
  readonly #deps: PreparationDeps;
  #isModelLoaded = false;

  constructor(config: ServerConfig, deps: PreparationDeps) {
    this.#config = config;
    this.#deps = deps;
  }

  /**
   * Loads what the first request would wait for: the client, and in Ollama the model, once. Nothing of the user's code
   * is sent. The context is that of the requests to come: for another size Ollama would load the model anew.
   */
  async load(signal: AbortSignal): Promise<void> {
    const { protocol, model, contextTokens: num_ctx = defaultContextTokens } = this.#config;
    if (protocol === "transformers") return;
    if (protocol !== "ollama") return preloadClient();
    if (this.#isModelLoaded) return;
    this.#isModelLoaded = true;
    const body = { model, options: { num_ctx }, keep_alive: keepAlive, stream: false };
    await this.#post("/api/generate", body, (answer) => readGenerate(answer).usage, signal);
  }

  /**
   * Lets llama.cpp read snippets into its prompt cache: asked for no token, it only reads. They must be the ones, in the
   * order, of the requests to come. Other servers keep nothing for a request that begins differently.
   */
  async readAhead(snippets: readonly Snippet[], signal: AbortSignal): Promise<void> {
    const { protocol, model } = this.#config;
    if (protocol !== "llamacpp" || snippets.length === 0 || !this.#deps.mayReadAhead()) return;
    const body = {
      ...(model ? { model } : {}),
      input_prefix: "",
      input_suffix: "",
      input_extra: extrasOf(snippets),
      prompt: "",
      n_predict: 0,
      cache_prompt: true,
      stream: false,
    };
    await this.#post("/infill", body, (answer) => readLlamaCpp(answer).usage, signal);
  }

  /** A failure, or a day that is used up, is left for the next completion to tell. */
  async #post(path: string, body: Body, read: (answer: unknown) => ModelUsage | undefined, signal: AbortSignal) {
    const { baseUrl, protocol } = this.#config;
    const url = routeOf(parseAddress(baseUrl, protocol), path);
    const { meter, requests } = this.#deps;
    try {
      await meter.ask(() => fetchJson(url, body, requests, signal), read);
    } catch (error) {
      if (!(error instanceof ModelError || signal.aborted)) throw error;
    }
  }
}
