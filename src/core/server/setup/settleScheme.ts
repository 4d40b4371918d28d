import { ModelError, type ModelErrorKind } from "../../types/model.ts";
import { listModels } from "../client/listModels.ts";
import type { Fetch } from "../http/guardFetch.ts";
import { isSchemeAssumed, parseAddress, writtenOut } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";

/** Failures that another scheme may end: a server that expects TLS drops or refuses plain requests. */
const ofTheScheme: ReadonlySet<ModelErrorKind> = new Set(["unreachable", "badResponse", "badRequest"]);

/**
 * Finds out whether a local server speaks HTTP or HTTPS, if its address states neither: HTTP is tried first. For other
 * hosts HTTPS stays assumed. Sends no key and no code.
 * @returns the address with the scheme that was answered, or as it was typed
 */
export async function settleScheme(
  { baseUrl, protocol }: Pick<ServerConfig, "baseUrl" | "protocol">,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<string> {
  const typed = writtenOut(baseUrl);
  const isPlain = isSchemeAssumed(typed) && parseAddress(typed, protocol).origin.startsWith("http:");
  if (!isPlain || (await speaks(typed))) return baseUrl;
  const secure = `https://${typed}`;
  return (await speaks(secure)) ? secure : baseUrl;

  async function speaks(address: string): Promise<boolean> {
    const deps = { fetch, key: () => Promise.resolve(undefined) };
    try {
      await listModels({ baseUrl: address, protocol }, deps, signal);
      return true;
    } catch (error) {
      // An untrusted certificate is a certificate: the server speaks TLS, and the test reports the rest.
      if (error instanceof ModelError) return !ofTheScheme.has(error.kind);
      if (signal.aborted) return false;
      throw error;
    }
  }
}
