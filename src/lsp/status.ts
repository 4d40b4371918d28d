import type { Silence } from "../app/completion/silence.ts";
import { healthSentence } from "../app/servers/healthSentence.ts";
import type { Servers } from "../app/servers/servers.ts";

/** The answer to `hunch/status`. */
export interface Status {
  readonly kind: "ready" | "learning" | "snoozed" | "unhealthy";
  /** For people. */
  readonly message: string;
  /** The configured model, or null for the embedded engine alone. */
  readonly model: string | null;
  readonly version: string;
}

export interface StatusDeps {
  readonly silence: Pick<Silence, "isSnoozed">;
  readonly servers: Pick<Servers, "config" | "health">;
  readonly isLearning: boolean;
  readonly version: string;
}

export function statusOf({ silence, servers, isLearning, version }: StatusDeps): Status {
  const config = servers.config();
  const facts = { model: config ? config.model || config.protocol : null, version };
  if (silence.isSnoozed) return { kind: "snoozed", message: "Hunch is snoozed.", ...facts };
  const why = healthSentence(servers.health.current);
  if (why !== undefined) return { kind: "unhealthy", message: why, ...facts };
  if (isLearning) return { kind: "learning", message: "Hunch is learning your files.", ...facts };
  return { kind: "ready", message: "Hunch is ready.", ...facts };
}
