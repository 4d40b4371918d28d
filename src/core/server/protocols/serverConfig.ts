import type { ModelChoice } from "./protocolRow.ts";
import type { Protocol } from "./protocols.ts";

/** How long an answer may take, in milliseconds. */
export interface Deadlines {
  /** From the call to the first token: covers connecting, queueing, loading a model and reading the prompt. */
  readonly firstTokenMs: number;
  /** Between two pieces of a running answer. */
  readonly betweenMs: number;
}

/** Everything needed to connect to one server, except its key, which is requested with each request. */
export interface ServerConfig extends ModelChoice {
  readonly protocol: Protocol;
  /** As the user types it: the scheme and the usual path may be missing. */
  readonly baseUrl: string;
  readonly deadlines?: Partial<Deadlines> | undefined;
}

/**
 * A cold model on a slow machine needs tens of seconds for its first token (a 240-token prompt took 11 s on two busy
 * cores), and giving up would discard its warm cache. If the user types on, the request is aborted anyway.
 */
export const defaultDeadlines: Deadlines = { firstTokenMs: 30_000, betweenMs: 10_000 };
