import { createServer, type Server } from "node:http";

/** Returns a value to be sent as JSON, or throws. */
export type ProbeHandler = (parameters: URLSearchParams) => unknown;

/** A server, not listening yet, that answers requests by handlers of their paths. An error is an answer, too, with status 500. */
export function createProbeServer(handlers: Readonly<Record<string, ProbeHandler>>): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://probe");
    response.setHeader("connection", "close"); // A kept connection may be used when this host has ended.
    const answer = async () => JSON.stringify((await handlers[url.pathname]?.(url.searchParams)) ?? null);
    answer().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}
