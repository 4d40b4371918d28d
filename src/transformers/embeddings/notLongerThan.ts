import { ModelError } from "../../core/types/model.ts";
import { translatable } from "../../core/util/translatable.ts";

/**
 * Waits for a model only so long; what it does goes on, so that it answers sooner the next time.
 * @param mostMs milliseconds
 * @throws ModelError `loading` if the time is up
 */
export async function notLongerThan<Answer>(
  mostMs: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const late = AbortSignal.timeout(mostMs);
  try {
    return await run(AbortSignal.any([signal, late]));
  } catch (error) {
    if (!late.aborted || signal.aborted || error instanceof ModelError) throw error;
    throw new ModelError("loading", translatable("the model is still being loaded, or busy; ask again in a moment"));
  }
}
