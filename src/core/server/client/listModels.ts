import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import { listAt } from "../http/json.ts";
import { protocolRow } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";
import { type ModelCard, readModelCard } from "./modelCard.ts";

/**
 * The models that a server offers, with what its list reports about them.
 * @throws ModelError; `notFound` from a server that has no list
 */
export async function listModels(
  server: Pick<ServerConfig, "protocol" | "baseUrl">,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<readonly ModelCard[]> {
  const { models } = protocolRow(server.protocol);
  if (!models) throw new ModelError("notFound", translatable("a model inside the editor has no list of models"));
  const url = routeOf(parseAddress(server.baseUrl, server.protocol), models.path);
  const answer = await fetchJson(url, undefined, deps, signal);
  return listAt(answer, models.list).flatMap((each) => readModelCard(each, models.name) ?? []);
}
