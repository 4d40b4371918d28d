import type { ClientConfig } from "pg";
import type { StoreAddress } from "../core/ask/shared/storeAddress.ts";

/** How to connect. */
export interface StoreAccess {
  readonly address: StoreAddress;
  readonly password: string | undefined;
  /** Time that connecting, and each statement, may take; no limit if left out. Milliseconds. */
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
    ...(timeoutMs === undefined
      ? { connectionTimeoutMillis: 10_000 }
      : { connectionTimeoutMillis: timeoutMs, statement_timeout: timeoutMs, query_timeout: timeoutMs }),
  };
}
