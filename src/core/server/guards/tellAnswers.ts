import type { CompletionModel } from "../../types/model.ts";

/** The same model; `onAnswered` hears of each answer that begins, and of one that is empty. A cancelled one is none. */
export function tellAnswers(model: CompletionModel, onAnswered: () => void): CompletionModel {
  return {
    label: model.label,
    async *stream(parts, limits, onUsage, signal) {
      let isTold = false;
      for await (const piece of model.stream(parts, limits, onUsage, signal)) {
        if (!isTold) onAnswered();
        isTold = true;
        yield piece;
      }
      if (!isTold && !signal.aborted) onAnswered();
    },
  };
}
