import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

/** A short address that leads to a long one. */
export interface ShortAddress {
  readonly url: string;
  readonly close: () => void;
}

/**
 * Serves a redirect to an address on 127.0.0.1. The address of a window contains the token that opens its terminal, so
 * the short one has a random path (64 bits), and every other path is refused.
 */
export async function openShortAddress(target: string): Promise<ShortAddress> {
  const path = `/${randomBytes(8).toString("hex")}`;
  const server = createServer((request, response) => {
    if (request.url === path) response.writeHead(302, { location: target, "cache-control": "no-store" }).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}${path}`, close: () => server.close() };
}
