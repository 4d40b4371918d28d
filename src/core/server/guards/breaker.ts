import { ModelError, type ModelErrorKind } from "../../types/model.ts";

/** The response to one kind of failure: after how many in a row requests pause, and how long the first pause is. */
interface Patience {
  readonly failures: number;
  readonly pauseMs: number;
  /** Set if all pauses are equally long. */
  readonly isSteady?: boolean;
}

/** Missing kinds are failures of one request, not of the server. */
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
/** The longest pause that a server can request. */
const longestRetryAfterMs = 600_000;

/**
 * A circuit breaker for one server. Failures in a row open it for a time that doubles; then one request is let through,
 * and its success closes it. Without it, a server that is down would cost a connection at every keystroke.
 */
export class Breaker {
  #failures = 0;
  #pauses = 0;
  #openUntil = 0;
  #cause: ModelError | undefined;

  /** Why no request may be sent now; undefined if one may. @param now milliseconds since 1970 */
  refusal(now: number): ModelError | undefined {
    if (!this.#cause || now >= this.#openUntil) return undefined;
    return new ModelError(this.#cause.kind, this.#cause.wording, this.#openUntil - now);
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
