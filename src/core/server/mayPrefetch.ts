import { isLoopback, parseAddress } from "./serverAddress.ts";
import type { ServerConfig } from "./serverConfig.ts";

/** Which servers get requests that the user has not made yet (`hunch.model.askAhead`). */
export type PrefetchChoice = "thisMachine" | "always" | "never";

/**
 * Whether requests may be sent before the user makes them, so that nobody may ever see the answer.
 * Never to a model inside this editor, whatever the choice: it runs on the user's own processor, where each answer
 * delays the next one and slows down everything else.
 * @throws ModelError `notConfigured` when the address is malformed
 */
export function mayPrefetch(
  choice: PrefetchChoice,
  { protocol, baseUrl }: Pick<ServerConfig, "protocol" | "baseUrl">,
): boolean {
  if (protocol === "transformers" || choice === "never") return false;
  return choice === "always" || isLoopback(parseAddress(baseUrl, protocol).host);
}
