import type { RuleName } from "../rules/rules.ts";
import type { ModelUsage, PromptParts } from "../types/model.ts";

/**
 * How a model's answer came about. It is filled in while the request to the model runs, and belongs to the answer:
 * every completion that starts the request, joins it or shows its suggestion later refers to the same object.
 * It holds code, so it stays in memory for the inspector and goes into no event.
 */
export interface Provenance {
  /** What was sent, with secrets redacted; undefined until it is. */
  prompt: PromptParts | undefined;
  /** Secrets that were redacted in the prompt. */
  redactions: number;
  /** What the server reported so far; the last figures may come after the answer was shown or given up. */
  usage: ModelUsage;
  /** What the model wrote, up to where it was stopped and before any rule; undefined until then. */
  rawText: string | undefined;
  /** Rules that changed what the model wrote, in order. */
  changedBy: readonly RuleName[];
}

/** The provenance of a request that has not been sent yet. */
export function createProvenance(): Provenance {
  return { prompt: undefined, redactions: 0, usage: {}, rawText: undefined, changedBy: [] };
}
