import { ModelError, type ModelUsage } from "../../types/model.ts";
import { type Deadlines, defaultDeadlines } from "../serverConfig.ts";
import type { WireEvent } from "../wire.ts";
import { withDeadlines } from "./deadlines.ts";
import { endOfStream, type OpenEvents, type StreamCall } from "./eventStream.ts";
import { stopAt } from "./stopAt.ts";
import { unwrapAnswer } from "./unwrapAnswer.ts";

/** One answer to be streamed: the call, how its events are read, and where its text ends. */
export interface AnswerCall {
  readonly call: StreamCall;
  readonly read: (event: unknown) => WireEvent;
  readonly stop: readonly string[];
  /** Set for answers that stand inside talk. */
  readonly tag?: { readonly open: string; readonly close: string } | undefined;
}

export interface AnswerDeps {
  readonly open: OpenEvents;
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Monotonic time in milliseconds. */
  readonly monotonic: () => number;
}

/**
 * Streams the text of one answer: events under deadlines, read, unwrapped, ended at the stop texts.
 * @param prepare makes the call; what it waits for counts against the first deadline
 * @param onUsage hears the server's figures and our times, once, also for an answer that is cut short
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
      const { text, done, usage: told } = event === endOfStream ? { done: true } : shape.read(event);
      if (told) usage = { ...usage, ...told };
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
    yield* withDeadlines(answer, { ...defaultDeadlines, ...deadlines }, signal);
  } finally {
    onUsage({ ...usage, totalMs: monotonic() - startedAt });
  }
}
