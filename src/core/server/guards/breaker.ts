import { ModelError, type ModelErrorKind } from "../../types/model.ts";

/** How one kind of failure is met: after how many in a row requests pause, and for how long at first. */
interface Patience {
  readonly failures: number;
  readonly pauseMs: number;
  /** Set where the pause does not grow from one to the next. */
  readonly isSteady?: boolean;
}

/** Kinds that are missing say something about one request, not about the server. */
const patience: Readonly<Partial<Record<ModelErrorKind, Patience>>> = {
  unreachable: { failures: 2, pauseMs: 2_000 },
  timeout: { failures: 2, pauseMs: 5_000 },
  overloaded: { failures: 2, pauseMs: 2_000 },
  loading: { failures: 1, pauseMs: 2_000, isSteady: true },
  rateLimited: { failures: 1, pauseMs: 5_000 },
  unauthorized: { failures: 1, pauseMs: 60_000 },
  notFound: { failures: 1, pauseMs: 30_000 },
  tls: { failures: 1, pauseMs: 30_000 },
  badResponse: { failures: 3, pauseMs: 5_000 },
};
const longestPauseMs = 60_000;
/** A server may ask for more, but not for the rest of the day. */
const longestRetryAfterMs = 600_000;

/**
 * A circuit breaker for one server: failures in a row open it for a while that doubles, one request then tries, and a
 * success heals it. Without it a server that is down would cost a connection at every keystroke.
 */
export class Breaker {
  #failures = 0;
  #pauses = 0;
  #openUntil = 0;
  #cause: ModelError | undefined;

  /** Why no request may be sent now, or undefined when one may. Times in milliseconds since 1970. */
  refusal(now: number): ModelError | undefined {
    if (!this.#cause || now >= this.#openUntil) return undefined;
    return new ModelError(this.#cause.kind, this.#cause.detail, this.#openUntil - now);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pauses = 0;
    this.#openUntil = 0;
    this.#cause = undefined;
  }

  failed(error: ModelError, now: number): void {
    const rule = patience[error.kind];
    if (!rule) return;
    this.#failures++;
    if (this.#failures < rule.failures && error.retryAfterMs === undefined) return;
    const own = Math.min(longestPauseMs, rule.pauseMs * (rule.isSteady ? 1 : 2 ** this.#pauses));
    this.#pauses++;
    this.#cause = error;
    this.#openUntil = now + Math.max(own, Math.min(longestRetryAfterMs, error.retryAfterMs ?? 0));
  }
}
