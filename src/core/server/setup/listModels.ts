import { ModelError } from "../../types/model.ts";
import { fetchJson } from "../client/fetchJson.ts";
import type { GuardDeps } from "../client/guardFetch.ts";
import { listAt, textAt } from "../client/json.ts";
import { parseAddress, routeOf } from "../serverAddress.ts";
import type { Protocol } from "../serverConfig.ts";

interface ModelList {
  readonly path: string;
  readonly list: string;
  readonly name: string;
}

/** Where a protocol lists its models, and under which names they stand there. */
const lists: Readonly<Record<Protocol, ModelList | undefined>> = {
  "openai-fim": { path: "/models", list: "data", name: "id" },
  "openai-suffix": { path: "/models", list: "data", name: "id" },
  "openai-chat": { path: "/models", list: "data", name: "id" },
  llamacpp: { path: "/v1/models", list: "data", name: "id" },
  ollama: { path: "/api/tags", list: "models", name: "name" },
  mistral: { path: "/models", list: "data", name: "id" },
  deepseek: { path: "/models", list: "data", name: "id" },
  transformers: undefined,
};

/**
 * Names of the models that a server offers, as it lists them.
 * @throws ModelError; `notFound` from a server that keeps no list
 */
export async function listModels(
  server: { readonly protocol: Protocol; readonly baseUrl: string },
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const where = lists[server.protocol];
  if (!where) throw new ModelError("notFound", "no server, no list");
  const { path, list, name } = where;
  const url = routeOf(parseAddress(server.baseUrl, server.protocol), path);
  const answer = await fetchJson(url, undefined, deps, signal);
  return listAt(answer, list).flatMap((each) => textAt(each, name) ?? []);
}
