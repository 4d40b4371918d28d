import { untilAborted } from "../../core/util/untilAborted.ts";
import type { DisposableStore } from "./disposableStore.ts";

/** VS Code ends its extension host 5 s after it asks it to; all extensions share that time. */
const closingMs = 2_000;

/** Disposes everything, then resolves when the last events are written, or the time is up. */
export async function closeAll(
  own: DisposableStore,
  flush: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    own.dispose(); // Ends the suggestion that is shown, which appends an event.
  } catch (error) {
    onError(error);
  }
  await untilAborted(flush(), AbortSignal.timeout(closingMs));
}
