import type { ModelError, ModelErrorKind } from "../../types/model.ts";

/** What servers are used for. Each use has a server of its own, or shares one with the others. */
export const serverUses = ["completions", "nextEdits", "chat", "embeddings"] as const;
export type ServerUse = (typeof serverUses)[number];

/** Whether the server of one use answers; if not, why. */
export type Health = { readonly kind: "healthy" } | { readonly kind: "unhealthy"; readonly error: ModelError };

export type HealthByUse = Readonly<Record<ServerUse, Health>>;

/** A change of one use's health. */
export interface HealthChange {
  readonly use: ServerUse;
  readonly health: Health;
}

/** Where one client reports what became of its requests. */
export interface HealthReporter {
  readonly answered: () => void;
  readonly failed: (error: ModelError) => void;
}

const healthy: Health = { kind: "healthy" };

/** Failures of the machine or the way to it: any answer from the same origin ends them, whatever it was for. */
const ofTheMachine: ReadonlySet<ModelErrorKind> = new Set([
  "unreachable",
  "timeout",
  "overloaded",
  "loading",
  "tls",
  "proxy",
  "crossOrigin",
  "localNetwork",
  "mixedContent",
]);

/**
 * The health of the configured servers, by use: the only place that keeps it. Status bar, notices and log subscribe.
 * A use is healthy until a request of it fails, and again from the first text of the next answer.
 */
export class ServerHealth {
  #health: HealthByUse = {
    completions: healthy,
    nextEdits: healthy,
    chat: healthy,
    embeddings: healthy,
  };
  /** Origins of the uses, known once a client reports. */
  readonly #origins = new Map<ServerUse, string>();
  readonly #listeners = new Set<(change: HealthChange) => void>();
  /** Counts resets: reports of clients from before the last one are late and do not count. */
  #generation = 0;

  get current(): HealthByUse {
    return this.#health;
  }

  /** The origin of a use's server; undefined before a client was built. */
  originOf(use: ServerUse): string | undefined {
    return this.#origins.get(use);
  }

  /** Calls `listener` after each change. @returns a function that unsubscribes it */
  onChange(listener: (change: HealthChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The reporter of a client; it is ignored after the next {@link reset}. @param origin of the client's server */
  reporterOf(use: ServerUse, origin: string): HealthReporter {
    const generation = this.#generation;
    this.#origins.set(use, origin);
    return {
      answered: () => {
        if (generation === this.#generation) this.#answered(use, origin);
      },
      failed: (error) => {
        if (generation === this.#generation) this.failed(use, error);
      },
    };
  }

  /** Reports a failure that no client can report, e.g. settings that describe no server. */
  failed(use: ServerUse, error: ModelError): void {
    this.#set(use, { kind: "unhealthy", error });
  }

  /** Makes all uses healthy: settings, keys or trust have changed, so that earlier failures say nothing. */
  reset(): void {
    this.#generation++;
    this.#origins.clear();
    for (const use of serverUses) this.#set(use, healthy);
  }

  #answered(use: ServerUse, origin: string): void {
    this.#set(use, healthy);
    for (const other of serverUses) {
      const health = this.#health[other];
      const isOfTheMachine = health.kind === "unhealthy" && ofTheMachine.has(health.error.kind);
      if (isOfTheMachine && this.#origins.get(other) === origin) this.#set(other, healthy);
    }
  }

  #set(use: ServerUse, health: Health): void {
    if (isSame(this.#health[use], health)) return;
    this.#health = { ...this.#health, [use]: health };
    for (const listener of [...this.#listeners]) listener({ use, health });
  }
}

/** While a server is down, all requests fail alike: this is one state, reported once. */
function isSame(a: Health, b: Health): boolean {
  if (a.kind === "healthy" || b.kind === "healthy") return a.kind === b.kind;
  return a.error.message === b.error.message;
}
