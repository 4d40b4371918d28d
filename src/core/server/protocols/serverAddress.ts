import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import type { AddressRules } from "./protocolRow.ts";
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
  const text = writtenOut(typed);
  const url = URL.parse(text.includes("://") ? text : `${schemeFor(text)}://${text}`);
  if (!text || !url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    throw new ModelError("notConfigured", [translatable('"{0}" is not the address of a server'), text.slice(0, 80)]);
  }
  if (url.username || url.password) {
    throw new ModelError(
      "notConfigured",
      translatable("an address must not hold a password; set the key with Hunch: Set API Key"),
    );
  }
  // Servers print the address that they listen on as 0.0.0.0; a client can't connect to it everywhere.
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  const basePath = basePathOf(url.pathname, protocolRow(protocol).address);
  return { origin: url.origin, host: url.host, basePath, query: url.search };
}

/**
 * Completes what users leave out of an address, except the scheme: a port alone is one of this machine, and an IPv6
 * address is put in brackets.
 */
export function writtenOut(typed: string): string {
  const text = typed
    .trim()
    .replace(/^(https?):\/(?!\/)/i, "$1://")
    .replace(/^\/\//, "");
  if (/^:?\d{2,5}(?:\/|$)/.test(text)) return `localhost:${text.replace(/^:/, "")}`;
  return /^[\da-f]*:[\da-f.]*:[\da-f:.]*$/i.test(text) ? `[${text}]` : text;
}

function basePathOf(typed: string, { defaultPath, dropPaths, replacePaths = {} }: AddressRules): string {
  let path = typed.replace(/\/+$/, "");
  for (const drop of dropPaths) if (path.endsWith(drop)) path = path.slice(0, -drop.length);
  for (const [end, other] of Object.entries(replacePaths))
    if (path.endsWith(end)) path = path.slice(0, -end.length) + other;
  return path || defaultPath;
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

/** Whether a typed address states no scheme, so that one is assumed. */
export function isSchemeAssumed(typed: string): boolean {
  return !typed.includes("://");
}

/** Whether a host is on this machine or a local network, by its name or its range of addresses. */
export function isLocalHost(host: string): boolean {
  const name = host
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "");
  const isLocalName =
    /^[^.:]+$/.test(name) ||
    /\.(local|lan|home|internal|intranet|private|corp|test|localdomain|home\.arpa)\.?$/.test(name);
  return isLoopback(host) || isLocalName || localRanges.some((range) => range.test(name));
}

/**
 * Unspecified, private (RFC 1918), shared (RFC 6598, also Tailscale) and link-local IPv4; unspecified, unique local and
 * link-local IPv6.
 */
const localRanges: readonly RegExp[] = [
  /^0\.0\.0\.0$/,
  /^10(\.\d+){3}$/,
  /^192\.168(\.\d+){2}$/,
  /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+){2}$/,
  /^169\.254(\.\d+){2}$/,
  /^::$/,
  /^f[cd][0-9a-f]{2}:/,
  /^fe[89ab][0-9a-f]:/,
];

/** Servers on a local network usually have no certificate; to all others, code is sent over TLS only. */
function schemeFor(typed: string): "http" | "https" {
  return isLocalHost(typed.replace(/[/?].*$/, "")) ? "http" : "https";
}
