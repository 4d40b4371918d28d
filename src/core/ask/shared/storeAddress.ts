import { SharedIndexError } from "./sharedIndexError.ts";

/** Where a shared index is. */
export interface StoreAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** As PostgreSQL's own clients name it: "require" encrypts without checking who answers. */
  readonly tls: "disable" | "require" | "verify-full";
  /** The address without a password, to show and to bind a stored password to. */
  readonly shown: string;
  /** The password in the address, if there is one. */
  readonly password: string | undefined;
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const standardPort = 5_432;

/**
 * Parses the address of a shared index, such as `postgres://user@host:5432/database?sslmode=require`. Without `sslmode`,
 * a server on another machine has to prove who it is (`verify-full`), and one on this machine is not asked for TLS.
 * @throws SharedIndexError `badAddress`, without the address: it may contain a password
 */
export function parseStoreAddress(text: string): StoreAddress {
  const url = URL.parse(text);
  const database = url && decoded(url.pathname.slice(1));
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "" || url.username === "" || !database)
    throw new SharedIndexError("badAddress");
  const port = url.port === "" ? standardPort : Number(url.port);
  const [host, user] = [url.hostname.replace(/^\[(.*)\]$/, "$1"), decoded(url.username)];
  const tls = tlsOf(url.searchParams.get("sslmode"), loopback.test(url.hostname));
  const shown = `postgres://${url.username}@${url.hostname}:${port}/${url.pathname.slice(1)}`;
  return { host, port, user, database, tls, shown, password: url.password === "" ? undefined : decoded(url.password) };
}

function tlsOf(mode: string | null, isLocal: boolean): StoreAddress["tls"] {
  switch (mode) {
    case null:
      return isLocal ? "disable" : "verify-full";
    case "disable":
    case "require":
    case "verify-full":
      return mode;
    default:
      throw new SharedIndexError("badAddress");
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SharedIndexError("badAddress");
  }
}
