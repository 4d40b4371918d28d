import { ModelError, type ModelUsage } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { endOfStream, type OpenEvents, type StreamCall } from "../http/eventStream.ts";
import type { AnswerEvent } from "../protocols/protocolRow.ts";
import type { Deadlines } from "../protocols/serverConfig.ts";
import { withDeadlines } from "./deadlines.ts";

/** A call to open, and how to read its events. */
export interface EventCall<Event extends AnswerEvent> {
  readonly call: StreamCall;
  readonly read: (event: unknown) => Event;
}

export interface AnswerDeps {
  readonly open: OpenEvents;
  readonly deadlines: Deadlines;
  /** Monotonic time in milliseconds. */
  readonly monotonic: () => number;
}

/** Where a stream of events goes: what is made of them, and who gets the figures at its end. */
export interface EventSink<Call, Event, Item> {
  readonly shape: (events: AsyncIterable<Event>, call: Call) => AsyncIterable<Item>;
  /** Whether an event brings a part of the answer: the first one's time is measured. */
  readonly isContent: (event: Event) => boolean;
  /** Called once with the server's token counts and the measured times, also if the answer is cut short. */
  readonly onUsage: (usage: ModelUsage) => void;
}

/**
 * Opens a call and reads its events, all under deadlines.
 * @param prepare builds the call; the time it takes counts against the first deadline
 */
export async function* streamEvents<Call extends EventCall<Event>, Event extends AnswerEvent, Item>(
  prepare: (signal: AbortSignal) => Promise<Call>,
  { shape, isContent, onUsage }: EventSink<Call, Event, Item>,
  { open, deadlines, monotonic }: AnswerDeps,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  const startedAt = monotonic();
  let usage: ModelUsage = {};
  async function* read({ call, read: readEvent }: Call, inner: AbortSignal): AsyncGenerator<Event> {
    let isComplete = false;
    for await (const raw of open(call, inner)) {
      if (raw === endOfStream) {
        isComplete = true;
        continue;
      }
      const event = readEvent(raw);
      if (event.usage) usage = { ...usage, ...event.usage };
      if (event.done) isComplete = true;
      if (!isContent(event)) continue;
      if (usage.firstTokenMs === undefined) usage = { ...usage, firstTokenMs: monotonic() - startedAt };
      yield event;
    }
    if (!isComplete && !inner.aborted)
      throw new ModelError("badResponse", translatable("the answer was cut before its end"));
  }
  async function* answer(inner: AbortSignal): AsyncGenerator<Item> {
    const call = await prepare(inner);
    yield* shape(read(call, inner), call);
  }
  try {
    yield* withDeadlines(answer, deadlines, signal);
  } finally {
    onUsage({ ...usage, totalMs: monotonic() - startedAt });
  }
}
