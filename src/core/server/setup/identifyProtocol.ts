import { ModelError } from "../../types/model.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import { type Protocol, protocolNames, protocolRow } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";

/** Finds the protocol whose mark a server shows, such as llama.cpp's `/props`; undefined if it shows none. Sends no code. */
export async function identifyProtocol(
  baseUrl: string,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<Protocol | undefined> {
  for (const protocol of protocolNames) {
    const mark = protocolRow(protocol).identify;
    if (!mark) continue;
    try {
      const url = routeOf(parseAddress(baseUrl, protocol), mark.path);
      if (mark.matches(await fetchJson(url, undefined, deps, signal))) return protocol;
    } catch (error) {
      if (signal.aborted || !(error instanceof ModelError)) throw error;
    }
  }
  return undefined;
}
