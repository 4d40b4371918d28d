import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { isLocalHost, isLoopback } from "../../core/server/protocols/serverAddress.ts";
import { ModelError } from "../../core/types/model.ts";
import { translatable } from "../../core/util/translatable.ts";

/** The page that sends requests, and what its browser reports about them. */
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
 * @returns undefined if the server does not answer, and nothing is known to block it
 */
export async function browserRefusal(url: string, page: BrowserPage): Promise<ModelError | undefined> {
  const { host, origin } = new URL(url);
  const blocked = [translatable("{0} blocked"), origin] as const;
  // Before the permission: a frame can report "denied" in a browser that does not enforce it.
  if (await answersAnybody(origin, page.fetch))
    return new ModelError("crossOrigin", [
      translatable("allow {0}; Ollama has OLLAMA_ORIGINS for it"),
      allowable(page.origin),
    ]);
  if (isLocalHost(host) && (await page.isLocalNetworkDenied(host))) return new ModelError("localNetwork", blocked);
  // Last, because Chromium allows it in the local network once the user has given the permission.
  const isMixed = origin.startsWith("http:") && page.origin.startsWith("https:") && !isLoopback(host);
  return isMixed ? new ModelError("mixedContent", blocked) : undefined;
}

/** What a server should allow: VS Code's web editor gives each workspace an origin of its own. */
function allowable(origin: string): string {
  return origin.replace(/^https:\/\/[^./]+\.vscode-cdn\.net$/, "https://*.vscode-cdn.net");
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
