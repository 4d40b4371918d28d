import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { candidateProtocols, listingProtocol } from "../../core/server/setup/candidateProtocols.ts";
import { t } from "../host/t.ts";
import type { ChooseModelDeps } from "./chooseModelDeps.ts";
import { inputAddress } from "./inputAddress.ts";
import type { ChosenModel } from "./modelSource.ts";
import { listWithKey, pickServerModel } from "./pickServerModel.ts";

/** Milliseconds for finding out which kind of server answers. */
const identifyMs = 5_000;

/** Asks for an address, finds out what the server there speaks, and lets the user pick one of its models. */
export async function pickTypedServer({ fetch, servers }: ChooseModelDeps): Promise<ChosenModel | undefined> {
  const baseUrl = await inputAddress({ title: t("Choose a Model: Address"), protocol: listingProtocol }, fetch);
  if (baseUrl === undefined) return undefined;
  // Asks for the key first: a server that requires one shows nothing of itself before.
  const models = await listWithKey(baseUrl, listingProtocol, servers);
  if (models === undefined) return undefined;
  const { origin } = parseAddress(baseUrl, listingProtocol);
  const protocols = await candidateProtocols(baseUrl, servers.clientOf(origin), AbortSignal.timeout(identifyMs));
  return pickServerModel({ baseUrl, protocols, models }, servers);
}
