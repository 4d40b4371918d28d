import { ModelError, type ModelUsage } from "../../types/model.ts";
import { endOfStream, type OpenEvents, type StreamCall } from "../http/eventStream.ts";
import type { AnswerEvent } from "../protocols/protocolRow.ts";
import type { Deadlines } from "../protocols/serverConfig.ts";
import { withDeadlines } from "./deadlines.ts";
import { stopAt } from "./stopAt.ts";
import { unwrapAnswer } from "./unwrapAnswer.ts";

/** One answer to stream: the call, how to read its events, and the texts at which it ends. */
export interface AnswerCall {
  readonly call: StreamCall;
  readonly read: (event: unknown) => AnswerEvent;
  readonly stop: readonly string[];
  /** Set if the answer is wrapped in prose or a tag. */
  readonly tag?: { readonly open: string; readonly close: string } | undefined;
}

export interface AnswerDeps {
  readonly open: OpenEvents;
  readonly deadlines: Deadlines;
  /** Monotonic time in milliseconds. */
  readonly monotonic: () => number;
}

/**
 * Streams the text of one answer: opens the call, reads its events, unwraps the text and ends it at the stop texts, all
 * under deadlines.
 * @param prepare builds the call; the time it takes counts against the first deadline
 * @param onUsage called once with the server's token counts and the measured times, also if the answer is cut short
 */
export async function* streamAnswer(
  prepare: (signal: AbortSignal) => Promise<AnswerCall>,
  { open, deadlines, monotonic }: AnswerDeps,
  onUsage: (usage: ModelUsage) => void,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const startedAt = monotonic();
  let usage: ModelUsage = {};
  async function* read(shape: AnswerCall, inner: AbortSignal): AsyncGenerator<string> {
    let isComplete = false;
    for await (const event of open(shape.call, inner)) {
      const { text, done, usage: reported } = event === endOfStream ? { done: true } : shape.read(event);
      if (reported) usage = { ...usage, ...reported };
      if (done) isComplete = true;
      if (!text) continue;
      if (usage.firstTokenMs === undefined) usage = { ...usage, firstTokenMs: monotonic() - startedAt };
      yield text;
    }
    if (!isComplete && !inner.aborted) throw new ModelError("badResponse", "the answer was cut before its end");
  }
  async function* answer(inner: AbortSignal): AsyncGenerator<string> {
    const shape = await prepare(inner);
    const texts = read(shape, inner);
    yield* stopAt(shape.tag ? unwrapAnswer(texts, shape.tag) : texts, shape.stop);
  }
  try {
    yield* withDeadlines(answer, deadlines, signal);
  } finally {
    onUsage({ ...usage, totalMs: monotonic() - startedAt });
  }
}
