import type { Cursor } from "../types/cursor.ts";
import { pause } from "./pause.ts";
import type { CompletionAnswer, CompletionPorts } from "./request.ts";

/**
 * A pause in typing of this many milliseconds lets a new suggestion appear. Of the intervals between keys of an average
 * typist (mean 239 ms, Dhakal et al., CHI 2018) about one in a hundred is shorter; within the bursts of a fast one
 * (around 120 ms) it is one in six. What would appear in such a burst is gone before it is read.
 */
export const newOfferPauseMs = 75;

interface Pacing {
  readonly cursor: Cursor;
  readonly explicit: boolean;
  /** When the request started, on the ports' clock. */
  readonly startedAt: number;
  readonly newOfferPauseMs: number;
}

/**
 * Decides when an answer appears: one that continues or extends what is shown does at once, a new one after a pause in
 * typing. The time for which the suggest widget held it back counts as a pause.
 */
export async function paceOffer(
  answer: CompletionAnswer,
  { cursor, explicit, startedAt, newOfferPauseMs: pauseMs }: Pacing,
  { memory, clock }: CompletionPorts,
  signal: AbortSignal,
): Promise<CompletionAnswer> {
  const { offers } = memory;
  if (explicit) offers.forgive();
  const [first] = answer.suggestions;
  if (!first) return answer;
  if (!explicit && !offers.continues(first.text, cursor)) {
    const readySince = memory.heldSince(first.id) ?? startedAt;
    await (clock.pause ?? pause)(pauseMs - (clock.now() - readySince), signal);
    if (signal.aborted) return { ...answer, suggestions: [], end: { outcome: "cancelled", reason: undefined } };
  }
  offers.show(first.text, cursor);
  return answer;
}
