/**
 * Waits for an answer, but no longer than `waitMs` (undefined: however long it takes) and not past an abort.
 * Resolves to undefined when time or the signal came first; the answer itself goes on.
 */
export function firstOf<T>(
  answer: Promise<T>,
  waitMs: number | undefined,
  signal: AbortSignal,
): Promise<T | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const done = () => finish(() => resolve(undefined));
    const timer = waitMs === undefined ? undefined : setTimeout(done, waitMs);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      settle();
    };
    signal.addEventListener("abort", done, { once: true });
    answer.then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
  });
}
