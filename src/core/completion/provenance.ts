import type { AnswerFailure } from "../rules/answerFailure.ts";
import type { RuleName } from "../rules/rules.ts";
import type { ModelUsage, PromptParts } from "../types/model.ts";
import type { Stopwatch } from "./stopwatch.ts";

/**
 * How a server's answer came about. It is filled in while the request runs, and belongs to the answer: every completion
 * that starts the request, joins it or shows its suggestion later refers to the same object. It contains code, so it
 * stays in memory for the inspector and is never part of an event.
 */
export interface Provenance {
  /** What was sent, with secrets redacted; undefined until then. */
  prompt: PromptParts | undefined;
  /** Secrets that were redacted in the prompt. */
  redactions: number;
  /** What the server has reported so far. The last figures may arrive after the answer was shown or given up. */
  usage: ModelUsage;
  /** What the model wrote, up to where it was stopped and before any rule; undefined until then. */
  rawText: string | undefined;
  /** What was wrong with what the model wrote, if anything. */
  failure: AnswerFailure | undefined;
  /** Rules that changed what the model wrote, in order. */
  changedBy: readonly RuleName[];
  /** Time spent waiting, collecting context and building the prompt. */
  readonly stopwatch: Stopwatch;
}

/** The provenance of a request that has not been sent yet. */
export function createProvenance(stopwatch: Stopwatch): Provenance {
  return {
    prompt: undefined,
    redactions: 0,
    usage: {},
    rawText: undefined,
    failure: undefined,
    changedBy: [],
    stopwatch,
  };
}
