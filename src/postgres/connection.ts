import type { ClientConfig } from "pg";
import type { StoreAddress } from "../core/ask/shared/storeAddress.ts";

/** Time that connecting may take, whoever waits for it: a connection that is late serves the next question. */
const mostConnectingMs = 10_000;

/** Silence after which the machine asks whether the other end is still there. */
const silenceMs = 30_000;

/** How to connect. */
export interface StoreAccess {
  readonly address: StoreAddress;
  readonly password: string | undefined;
  /** Time that each statement may take; no limit if left out. Milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Settings of the client library.
 * @param settings settings of the server for this connection, by name
 */
export function clientConfig(
  { address, password, timeoutMs }: StoreAccess,
  settings: Readonly<Record<string, string | number>>,
): ClientConfig {
  const { host, port, user, database, tls } = address;
  return {
    host,
    port,
    user,
    database,
    password,
    ssl: tls === "disable" ? false : { rejectUnauthorized: tls === "verify-full" },
    application_name: "hunch",
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    keepAlive: true,
    keepAliveInitialDelayMillis: silenceMs,
    connectionTimeoutMillis: mostConnectingMs,
    ...(timeoutMs !== undefined && { statement_timeout: timeoutMs, query_timeout: timeoutMs }),
  };
}
