import { ModelError } from "../../types/model.ts";
import { type Protocol, protocolRow, runsOnServer } from "./protocols.ts";

/** Where a server is: an origin, a base path, and a query that is part of every request (Azure's `api-version`). */
export interface ServerAddress {
  readonly origin: string;
  readonly host: string;
  /** Without a slash at its end; "" for the root. */
  readonly basePath: string;
  readonly query: string;
}

/** The address of a model without a server: nothing is ever sent there. */
const thisEditor: ServerAddress = { origin: "this editor", host: "this editor", basePath: "", query: "" };

/**
 * Parses an address as users type it: `localhost:11434`, `https://host/v1/`, or a whole endpoint from a manual.
 * @throws ModelError `notConfigured` if it is not an address
 */
export function parseAddress(typed: string, protocol: Protocol): ServerAddress {
  if (!runsOnServer(protocol)) return thisEditor;
  const text = typed.trim();
  const url = URL.parse(text.includes("://") ? text : `${schemeFor(text)}://${text}`);
  if (!text || !url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    throw new ModelError("notConfigured", `"${text.slice(0, 80)}" is not the address of a server`);
  }
  if (url.username || url.password) {
    throw new ModelError("notConfigured", "an address must not hold a password; set the key with Hunch: Set API Key");
  }
  const { defaultPath, dropPaths } = protocolRow(protocol).address;
  let path = url.pathname.replace(/\/+$/, "");
  for (const drop of dropPaths) if (path.endsWith(drop)) path = path.slice(0, -drop.length);
  return { origin: url.origin, host: url.host, basePath: path || defaultPath, query: url.search };
}

/** The address of one route. @param path begins with a slash, below the base path */
export function routeOf(address: ServerAddress, path: string): string {
  return `${address.origin}${address.basePath}${path}${address.query}`;
}

/** Whether a host is this machine, so that code sent there stays here. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d+){3}$/.test(name);
}

/** Machines of a home network use plain HTTP; all others use TLS, unless the address states a scheme. */
function schemeFor(host: string): "http" | "https" {
  const name = host.replace(/[/?].*$/, "");
  return isLoopback(name) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(name) ? "http" : "https";
}
