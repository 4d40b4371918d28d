/** A request, already parsed. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer; the body is sent as JSON. */
export interface Response {
  readonly status: number;
  readonly body?: unknown;
}

export function ok(body: unknown): Response {
  return { status: 200, body };
}

export function created(body: unknown): Response {
  return { status: 201, body };
}

export function noContent(): Response {
  return { status: 204 };
}

export function badRequest(problems: readonly string[]): Response {
  return { status: 400, body: { problems } };
}

export function notFound(what: string): Response {
  return { status: 404, body: { problems: [`There is no such ${what}.`] } };
}

/** Waits longer after each failure, at most four times in all; only for requests that may be repeated safely. */
export async function withRetries<Result>(attempt: () => Promise<Result>, pauseMs = 100): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (failures === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** failures));
    }
  }
}
