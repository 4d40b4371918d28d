import { ModelError } from "../../types/model.ts";
import { fetchJson } from "../client/fetchJson.ts";
import type { Fetch } from "../client/guardFetch.ts";
import { valueAt } from "../client/json.ts";
import type { Protocol } from "../serverConfig.ts";
import { listModels } from "./listModels.ts";

/** A server found on this machine. */
export interface FoundServer {
  readonly name: string;
  readonly protocol: Protocol;
  readonly baseUrl: string;
  readonly models: readonly string[];
}

/** Default ports of the servers people run themselves. */
const usualPorts: readonly { readonly name: string; readonly protocol: Protocol; readonly port: number }[] = [
  { name: "llama.cpp", protocol: "llamacpp", port: 8080 },
  { name: "llama.cpp", protocol: "llamacpp", port: 8012 },
  { name: "Ollama", protocol: "ollama", port: 11434 },
  { name: "LM Studio", protocol: "openai-fim", port: 1234 },
  { name: "vLLM", protocol: "openai-fim", port: 8000 },
  { name: "SGLang", protocol: "openai-fim", port: 30000 },
];

/** A server on this machine answers within milliseconds; what does not is something else. */
const answerMs = 800;

export interface DiscoverDeps {
  readonly fetch: Fetch;
  /** Other ports to look at, for tests. */
  readonly ports?: typeof usualPorts;
}

/** Looks for model servers on the usual ports of this machine, all at once. No key is sent: nobody is known yet. */
export async function discoverServers(deps: DiscoverDeps, signal: AbortSignal): Promise<readonly FoundServer[]> {
  const found = await Promise.all((deps.ports ?? usualPorts).map((each) => look(each, deps.fetch, signal)));
  return found.filter((each) => each !== undefined);
}

async function look(
  { name, protocol, port }: (typeof usualPorts)[number],
  fetch: Fetch,
  outer: AbortSignal,
): Promise<FoundServer | undefined> {
  const deps = { fetch, key: () => Promise.resolve(undefined) };
  const baseUrl = `http://127.0.0.1:${port}`;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(answerMs)]);
  try {
    const models = await listModels({ protocol, baseUrl }, deps, signal);
    if (protocol === "ollama") return { name, protocol, baseUrl, models };
    const isLlamaCpp = await speaksLlamaCpp(baseUrl, deps, signal);
    if (isLlamaCpp) return { name: "llama.cpp", protocol: "llamacpp", baseUrl, models };
    return {
      name: protocol === "llamacpp" ? "OpenAI-compatible server" : name,
      protocol: "openai-fim",
      baseUrl,
      models,
    };
  } catch (error) {
    // A server that wants a key is one; everything else on the port is none of ours.
    if (error instanceof ModelError && error.kind === "unauthorized") return { name, protocol, baseUrl, models: [] };
    if (error instanceof ModelError || signal.aborted) return undefined;
    throw error;
  }
}

/** Any OpenAI-compatible server may listen on port 8080; only llama.cpp has `/props` with settings in it. */
async function speaksLlamaCpp(
  baseUrl: string,
  deps: { fetch: Fetch; key: () => Promise<undefined> },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const props = await fetchJson(`${baseUrl}/props`, undefined, deps, signal);
    return valueAt(props, "default_generation_settings") !== undefined || valueAt(props, "role") === "router";
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
