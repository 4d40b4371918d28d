import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import type { Deadlines } from "../protocols/serverConfig.ts";

/**
 * Runs a stream under two deadlines: until its first item, and between two items. The consumer's own time does not count.
 * An aborted stream ends without an error; returning early aborts the request.
 * @throws ModelError `timeout` if a deadline passes
 */
export async function* withDeadlines<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  { firstTokenMs, betweenMs }: Deadlines,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const request = new AbortController();
  const abort = () => request.abort();
  signal.addEventListener("abort", abort);
  let isLate = false;
  const startTimer = (ms: number) =>
    setTimeout(() => {
      isLate = true;
      request.abort();
    }, ms);
  let timer = startTimer(firstTokenMs);
  let limit = firstTokenMs;
  try {
    if (signal.aborted) return;
    for await (const item of open(request.signal)) {
      clearTimeout(timer);
      if (signal.aborted) return;
      yield item;
      limit = betweenMs;
      timer = startTimer(betweenMs);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!isLate) throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    request.abort();
  }
  if (isLate && !signal.aborted) throw new ModelError("timeout", [translatable("nothing came for {0} ms"), limit]);
}
