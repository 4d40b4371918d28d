import { ModelError } from "../../types/model.ts";
import { parseAddress } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";
import { configuredServers, type ServerChoice } from "./configuredServers.ts";

/** Origins of the configured servers, without duplicates: each may have a key. Leaves out malformed addresses. */
export function keyOrigins(settings: ServerChoice): readonly string[] {
  const { completion, ask } = configuredServers(settings);
  const origins = [completion, ask].flatMap((server) => (server && originOf(server)) ?? []);
  return [...new Set(origins)];
}

function originOf({ protocol, baseUrl }: Pick<ServerConfig, "protocol" | "baseUrl">): string | undefined {
  try {
    return parseAddress(baseUrl, protocol).origin;
  } catch (error) {
    if (error instanceof ModelError) return undefined; // The status bar reports a malformed address.
    throw error;
  }
}
