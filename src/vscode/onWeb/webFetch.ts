import { type BrowserPage, browserRefusal } from "../../app/servers/browserRefusal.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { isLoopback } from "../../core/server/protocols/serverAddress.ts";

/**
 * The browser's fetch, whose failures say why. Without the header with Hunch's name: servers that allow web pages often
 * list the headers that they allow, and this one is rarely among them.
 */
export function createWebFetch(page: BrowserPage): Fetch {
  return async (url, init = {}) => {
    const headers = new Headers(init.headers);
    headers.delete("user-agent");
    try {
      return await page.fetch(url, { ...init, headers });
    } catch (error) {
      if (init.signal?.aborted || !(error instanceof TypeError)) throw error;
      throw (await browserRefusal(url, page)) ?? error;
    }
  };
}

/** Members of a browser's worker that Node's types lack. */
interface WorkerScope {
  readonly origin?: string;
  readonly navigator: { readonly userAgent: string; readonly permissions?: Permissions };
}

/** The page of this worker. */
export function thisPage(): BrowserPage {
  const { origin = "" }: WorkerScope = globalThis;
  return {
    origin,
    fetch: (url, init) => globalThis.fetch(url, init),
    isLocalNetworkDenied,
  };
}

/** Chromium's names for the permission, new and old, which other browsers don't know. */
const permissionNames = { loopback: "loopback-network", local: "local-network", older: "local-network-access" };

interface Permissions {
  query(permission: { readonly name: string }): Promise<{ readonly state: string }>;
}

async function isLocalNetworkDenied(host: string): Promise<boolean> {
  const { navigator }: WorkerScope = globalThis;
  const { loopback, local, older } = permissionNames;
  const states = [isLoopback(host) ? loopback : local, older].map((name) =>
    navigator.permissions?.query({ name }).then(
      ({ state }) => state,
      () => "unknown", // A browser without this permission.
    ),
  );
  return (await Promise.all(states)).includes("denied");
}
