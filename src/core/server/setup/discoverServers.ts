import { ModelError } from "../../types/model.ts";
import { listModels } from "../client/listModels.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { Fetch, GuardDeps } from "../http/guardFetch.ts";
import type { UsualPort } from "../protocols/protocolRow.ts";
import { type Protocol, protocolNames, protocolRow } from "../protocols/protocols.ts";

/** A server found on this machine. */
export interface FoundServer {
  readonly name: string;
  readonly protocol: Protocol;
  readonly baseUrl: string;
  readonly models: readonly string[];
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
  for (const candidate of protocolNames) {
    if (await isOfProtocol(candidate, baseUrl, deps, signal)) {
      return { name: protocolRow(candidate).name, protocol: candidate };
    }
  }
  return { name: row.identify ? "OpenAI-compatible server" : name, protocol: compatible };
}

async function isOfProtocol(
  protocol: Protocol,
  baseUrl: string,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<boolean> {
  const { identify: mark } = protocolRow(protocol);
  if (!mark) return false;
  try {
    return mark.matches(await fetchJson(`${baseUrl}${mark.path}`, undefined, deps, signal));
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
