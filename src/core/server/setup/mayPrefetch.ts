import { runsOnServer } from "../protocols/protocols.ts";
import { isLoopback, parseAddress } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";

/** Which servers get requests that the user has not made yet (`hunch.model.prefetch`). */
export const prefetchChoices = ["thisMachine", "always", "never"] as const;
export type PrefetchChoice = (typeof prefetchChoices)[number];

/**
 * Whether requests may be sent before the user makes them; nobody may ever see such an answer.
 * Never to a model inside this editor: it runs on the user's own processor, where each answer delays the next one and
 * slows down everything else.
 * @throws ModelError `notConfigured` if the address is malformed
 */
export function mayPrefetch(
  choice: PrefetchChoice,
  { protocol, baseUrl }: Pick<ServerConfig, "protocol" | "baseUrl">,
): boolean {
  if (!runsOnServer(protocol) || choice === "never") return false;
  return choice === "always" || isLoopback(parseAddress(baseUrl, protocol).host);
}
