import type { AnswerFailure } from "../rules/answerFailure.ts";
import { addDecimal } from "./addDecimal.ts";
import type { ModelFacts, ModelRequestEvent } from "./events.ts";

/** What was asked of one model, and what it cost. */
export interface ModelUse {
  readonly model: ModelFacts | undefined;
  readonly requests: number;
  /** Requests that were sent before the user needed their answer. */
  readonly prefetches: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** In the currency of the user's price list; of the requests that have a price. */
  readonly cost: number;
  /** Requests whose cost is known. */
  readonly priced: number;
  /** Answers with something wrong, by kind. */
  readonly failures: ReadonlyMap<AnswerFailure | "other", number>;
}

/** Names a model in sums; models of version 1 have none. */
export function modelKey(model: ModelFacts | undefined): string {
  return model === undefined ? "unknown" : `${model.id} ${model.protocol} ${model.family ?? ""}`;
}

/** Adds a request to the sums by {@link modelKey}. */
export function countRequest(uses: Map<string, ModelUse>, event: ModelRequestEvent): void {
  const key = modelKey(event.model);
  const use = uses.get(key);
  uses.set(key, {
    failures: withFailure(use?.failures ?? new Map(), event.failure),
    model: event.model,
    requests: (use?.requests ?? 0) + 1,
    prefetches: (use?.prefetches ?? 0) + (event.trigger === "prefetch" ? 1 : 0),
    promptTokens: (use?.promptTokens ?? 0) + (event.promptTokens ?? 0),
    cachedTokens: (use?.cachedTokens ?? 0) + (event.cachedTokens ?? 0),
    completionTokens: (use?.completionTokens ?? 0) + (event.completionTokens ?? 0),
    cost: addDecimal(use?.cost ?? 0, event.cost ?? 0),
    priced: (use?.priced ?? 0) + (event.cost === undefined ? 0 : 1),
  });
}

/** Adds the second sums to the first. */
export function addUses(uses: Map<string, ModelUse>, more: ReadonlyMap<string, ModelUse>): void {
  for (const [key, added] of more) {
    const use = uses.get(key);
    uses.set(key, use ? sumOf(use, added) : added);
  }
}

function sumOf(one: ModelUse, other: ModelUse): ModelUse {
  const failures = new Map(one.failures);
  for (const [failure, count] of other.failures) failures.set(failure, (failures.get(failure) ?? 0) + count);
  return {
    failures,
    model: one.model,
    requests: one.requests + other.requests,
    prefetches: one.prefetches + other.prefetches,
    promptTokens: one.promptTokens + other.promptTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    cost: addDecimal(one.cost, other.cost),
    priced: one.priced + other.priced,
  };
}

function withFailure(failures: ModelUse["failures"], failure: ModelRequestEvent["failure"]): ModelUse["failures"] {
  return failure === undefined ? failures : new Map(failures).set(failure, (failures.get(failure) ?? 0) + 1);
}
