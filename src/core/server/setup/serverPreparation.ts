import { ModelError } from "../../types/model.ts";
import type { Snippet } from "../../types/snippet.ts";
import type { ServerMeter } from "../guards/serverMeter.ts";
import { preloadClient } from "../http/eventStream.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import type { PlainRequest, ProtocolRow } from "../protocols/protocolRow.ts";
import { protocolRow } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";

export interface PreparationDeps {
  readonly requests: GuardDeps;
  readonly meter: ServerMeter;
  /** Whether the server may read text for requests that the user may never make. */
  readonly mayReadAhead: () => boolean;
}

/** Prepares one completion server while nobody types, so that the first request does not wait. */
export class ServerPreparation {
  readonly #config: ServerConfig;
  readonly #row: ProtocolRow;
  readonly #deps: PreparationDeps;
  #isModelLoaded = false;

  constructor(config: ServerConfig, deps: PreparationDeps) {
    this.#config = config;
    this.#row = protocolRow(config.protocol);
    this.#deps = deps;
  }

  /** Loads the client library and, where the protocol can, the server's model, once. Sends no code of the user. */
  async load(signal: AbortSignal): Promise<void> {
    const { runs, completion, load } = this.#row;
    if (runs === "onServer" && completion.framing === "sse") await preloadClient();
    if (!load || this.#isModelLoaded) return;
    this.#isModelLoaded = true;
    await this.#post(load(this.#config), signal);
  }

  /**
   * Lets the server read snippets into its prompt cache, if it has one that would keep them.
   * @param snippets those of the requests that follow, in the same order
   */
  async readAhead(snippets: readonly Snippet[], signal: AbortSignal): Promise<void> {
    const request = this.#row.readAhead?.(this.#config, snippets);
    if (!request || snippets.length === 0 || !this.#deps.mayReadAhead()) return;
    await this.#post(request, signal);
  }

  /** Ignores failures and a used-up day: the next completion reports them. */
  async #post({ path, body, usage }: PlainRequest, signal: AbortSignal): Promise<void> {
    const { baseUrl, protocol } = this.#config;
    const url = routeOf(parseAddress(baseUrl, protocol), path);
    const { meter, requests } = this.#deps;
    try {
      await meter.ask(() => fetchJson(url, body, requests, signal), usage);
    } catch (error) {
      if (!(error instanceof ModelError || signal.aborted)) throw error;
    }
  }
}
