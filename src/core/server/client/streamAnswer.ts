import type { ModelUsage } from "../../types/model.ts";
import type { AnswerEvent } from "../protocols/protocolRow.ts";
import { stopAt } from "./stopAt.ts";
import { type AnswerDeps, type EventCall, streamEvents } from "./streamEvents.ts";
import { unwrapAnswer } from "./unwrapAnswer.ts";

/** One answer to stream: the call, how to read its events, and the texts at which it ends. */
export interface AnswerCall extends EventCall<AnswerEvent> {
  readonly stop: readonly string[];
  /** Set if the answer is wrapped in prose or a tag. */
  readonly tag?: { readonly open: string; readonly close: string } | undefined;
}

/**
 * Streams the text of one answer: opens the call, reads its events, unwraps the text and ends it at the stop texts, all
 * under deadlines.
 * @param prepare builds the call; the time it takes counts against the first deadline
 * @param onUsage called once with the server's token counts and the measured times, also if the answer is cut short
 */
export function streamAnswer(
  prepare: (signal: AbortSignal) => Promise<AnswerCall>,
  deps: AnswerDeps,
  onUsage: (usage: ModelUsage) => void,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const shape = (events: AsyncIterable<AnswerEvent>, { tag, stop }: AnswerCall) => {
    const texts = textsOf(events);
    return stopAt(tag ? unwrapAnswer(texts, tag) : texts, stop);
  };
  return streamEvents(prepare, { shape, isContent: ({ text }) => Boolean(text), onUsage }, deps, signal);
}

async function* textsOf(events: AsyncIterable<AnswerEvent>): AsyncGenerator<string> {
  for await (const { text } of events) if (text) yield text;
}
