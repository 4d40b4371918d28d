import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { isLocalHost } from "../../core/server/protocols/serverAddress.ts";
import { ModelError } from "../../core/types/model.ts";
import { translatable } from "../../core/util/translatable.ts";

/** The page that sends requests, and what its browser tells about them. */
export interface BrowserPage {
  /** As the browser sends it to servers. */
  readonly origin: string;
  readonly fetch: Fetch;
  /** Whether the user or the browser has refused this page a host on this machine or the local network. */
  readonly isLocalNetworkDenied: (host: string) => Promise<boolean>;
}

const probeMs = 3_000;

/**
 * Finds out why a browser's `fetch` failed: it throws the same TypeError for a server that does not answer, one that
 * refuses web pages, and an address that the browser blocks. Sends one request without code and key.
 * @returns undefined if the server does not answer
 */
export async function browserRefusal(url: string, page: BrowserPage): Promise<ModelError | undefined> {
  const { host, origin } = new URL(url);
  const isLocal = isLocalHost(host);
  if (origin.startsWith("http:") && page.origin.startsWith("https:") && !isLocal)
    return new ModelError("mixedContent", [translatable("{0} blocked"), origin]);
  // First, because a frame may be told that it lacks a permission where the browser asks for none.
  if (await answersAnybody(origin, page.fetch))
    return new ModelError("crossOrigin", [translatable("allow {0}; Ollama has OLLAMA_ORIGINS for it"), page.origin]);
  return isLocal && (await page.isLocalNetworkDenied(host))
    ? new ModelError("localNetwork", [translatable("{0} blocked"), origin])
    : undefined;
}

/** Whether a server answers a request whose answer the page can't read: such requests need no permission of the server. */
async function answersAnybody(origin: string, fetch: Fetch): Promise<boolean> {
  try {
    await fetch(origin, { mode: "no-cors", credentials: "omit", signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false; // It does not answer, or not in time.
  }
}
