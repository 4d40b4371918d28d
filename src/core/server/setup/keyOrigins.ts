import { ModelError } from "../../types/model.ts";
import { parseAddress } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";
import { configuredServers, type ServerChoice } from "./configuredServers.ts";

/** A server that may have a key, and what it is used for. */
export interface KeyOrigin {
  readonly origin: string;
  readonly uses: readonly ("completions" | "ask")[];
}

/** Origins of the configured servers, without duplicates: each may have a key. Leaves out malformed addresses. */
export function keyOrigins(settings: ServerChoice): readonly KeyOrigin[] {
  const { completion, ask } = configuredServers(settings);
  const uses = new Map<string, KeyOrigin["uses"]>();
  for (const [server, use] of [[completion, "completions"] as const, [ask, "ask"] as const]) {
    const origin = server && originOf(server);
    if (origin !== undefined) uses.set(origin, [...(uses.get(origin) ?? []), use]);
  }
  return [...uses].map(([origin, ofOrigin]) => ({ origin, uses: ofOrigin }));
}

function originOf({ protocol, baseUrl }: Pick<ServerConfig, "protocol" | "baseUrl">): string | undefined {
  try {
    return parseAddress(baseUrl, protocol).origin;
  } catch (error) {
    if (error instanceof ModelError) return undefined; // The status bar reports a malformed address.
    throw error;
  }
}
