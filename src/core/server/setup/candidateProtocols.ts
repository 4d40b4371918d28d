import type { GuardDeps } from "../http/guardFetch.ts";
import { chatProtocol, type Protocol, protocolRow, serverProtocols } from "../protocols/protocols.ts";
import { parseAddress } from "../protocols/serverAddress.ts";
import { identifyProtocol } from "./identifyProtocol.ts";

/** Protocols of servers that imitate OpenAI's. Nothing but a completion shows which of them a server supports. */
export const compatibleProtocols: readonly Protocol[] = ["openai-fim", "openai-suffix", chatProtocol];

/** The protocol in which any server can be asked for its models: all of them imitate OpenAI's list. */
export const listingProtocol = "openai-fim" satisfies Protocol;

/**
 * The protocols that a server may speak, the most likely first: by the host of a known service, by a mark that only one
 * kind of server shows, otherwise all that imitate OpenAI's. Chat comes last, for models that fill in no middle.
 * Sends no code.
 */
export async function candidateProtocols(
  baseUrl: string,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<readonly Protocol[]> {
  const host = parseAddress(baseUrl, listingProtocol).host.replace(/:\d+$/, "");
  const ofHost = serverProtocols.find((protocol) => protocolRow(protocol).hosts?.test(host));
  if (ofHost) return withChat(ofHost);
  return candidatesOfKind((await identifyProtocol(baseUrl, deps, signal)) ?? listingProtocol);
}

/** The protocols that a server of a known kind may serve best, the most likely first. */
export function candidatesOfKind(protocol: Protocol): readonly Protocol[] {
  return compatibleProtocols.includes(protocol) ? compatibleProtocols : withChat(protocol);
}

function withChat(protocol: Protocol): readonly Protocol[] {
  return [...new Set<Protocol>([protocol, chatProtocol])];
}
