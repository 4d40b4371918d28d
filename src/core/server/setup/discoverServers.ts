import { ModelError } from "../../types/model.ts";
import { listModels } from "../client/listModels.ts";
import type { ModelCard } from "../client/modelCard.ts";
import type { Fetch, GuardDeps } from "../http/guardFetch.ts";
import type { UsualPort } from "../protocols/protocolRow.ts";
import { type Protocol, protocolNames, protocolRow } from "../protocols/protocols.ts";
import { identifyProtocol } from "./identifyProtocol.ts";

/** A server found on this machine. */
export interface FoundServer {
  readonly name: string;
  readonly protocol: Protocol;
  readonly baseUrl: string;
  readonly models: readonly ModelCard[];
}

interface Port extends UsualPort {
  readonly protocol: Protocol;
}

/** Default ports of the servers that users run themselves. */
const usualPorts: readonly Port[] = protocolNames.flatMap((protocol) =>
  (protocolRow(protocol).usualPorts ?? []).map((port) => ({ ...port, protocol })),
);

/** The protocol of a server that lists models as OpenAI does and is not identified as anything else. */
const compatible = "openai-fim" satisfies Protocol;

/** A server on this machine answers within milliseconds; whatever takes longer is not one. */
const answerMs = 800;

export interface DiscoverDeps {
  readonly fetch: Fetch;
  /** Other ports, for tests. */
  readonly ports?: readonly Port[];
}

/** Looks for model servers on the usual ports of this machine, all at once. Sends no key, since any program may listen. */
export async function discoverServers(deps: DiscoverDeps, signal: AbortSignal): Promise<readonly FoundServer[]> {
  const found = await Promise.all((deps.ports ?? usualPorts).map((each) => look(each, deps.fetch, signal)));
  return found.filter((each) => each !== undefined);
}

async function look(
  { name, protocol, port }: Port,
  fetch: Fetch,
  outer: AbortSignal,
): Promise<FoundServer | undefined> {
  const deps = { fetch, key: () => Promise.resolve(undefined) };
  const baseUrl = `http://127.0.0.1:${port}`;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(answerMs)]);
  try {
    const models = await listModels({ protocol, baseUrl }, deps, signal);
    return { ...(await identify({ name, protocol, port }, baseUrl, deps, signal)), baseUrl, models };
  } catch (error) {
    // A server that requires a key is a model server; any other failure means that there is none.
    if (error instanceof ModelError && error.kind === "unauthorized") return { name, protocol, baseUrl, models: [] };
    if (error instanceof ModelError || signal.aborted) return undefined;
    throw error;
  }
}

/** Any kind of server may listen on a port: only what it answers identifies it. */
async function identify(
  { name, protocol }: Port,
  baseUrl: string,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<Pick<FoundServer, "name" | "protocol">> {
  const row = protocolRow(protocol);
  if (row.models?.dialect === "own") return { name, protocol };
  const identified = await identifyProtocol(baseUrl, deps, signal);
  if (identified) return { name: protocolRow(identified).name, protocol: identified };
  return { name: row.identify ? "OpenAI-compatible server" : name, protocol: compatible };
}
