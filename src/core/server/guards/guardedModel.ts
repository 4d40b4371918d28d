import { type ChatModel, type CompletionModel, ModelError, type ModelUsage } from "../../types/model.ts";
import type { RecentMedian } from "./adaptiveDelay.ts";
import type { Breaker } from "./breaker.ts";
import type { ServerMeter } from "./serverMeter.ts";

/** What limits and measures the requests of one server. */
export interface Guards {
  readonly breaker: Breaker;
  readonly meter: ServerMeter;
  readonly firstTokenMs: RecentMedian;
  /** Prompt tokens that the server reads in a millisecond, if it reports how many it read. */
  readonly promptSpeed: RecentMedian;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The same model behind its guards: paused while the server fails, counted, and measured. */
export function guardModel(model: CompletionModel, guards: Guards): CompletionModel {
  return {
    label: model.label,
    stream: (parts, limits, onUsage, signal) =>
      guardStream((note) => model.stream(parts, limits, note, signal), guards, onUsage, signal),
  };
}

/** The same answer behind the guards of its server. */
export async function* guardStream(
  open: (onUsage: (usage: ModelUsage) => void) => AsyncIterable<string>,
  { breaker, meter, firstTokenMs, promptSpeed, now }: Guards,
  onUsage: (usage: ModelUsage) => void,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const refused = breaker.refusal(now());
  if (refused) throw refused;
  await meter.reserve();
  let isGood = false;
  const note = (reported: ModelUsage) => {
    meter.countTokens(reported);
    if (reported.firstTokenMs !== undefined) firstTokenMs.note(reported.firstTokenMs);
    const speed = promptSpeedOf(reported);
    if (speed !== undefined) promptSpeed.note(speed);
    // An answer that its reader ends early is also a success; a failure below reverts this.
    isGood = reported.firstTokenMs !== undefined;
    onUsage(reported);
  };
  try {
    yield* open(note);
    isGood ||= !signal.aborted;
  } catch (error) {
    isGood = false;
    if (error instanceof ModelError) breaker.failed(error, now());
    throw error;
  } finally {
    if (isGood) breaker.succeeded();
  }
}

/** The time of shorter prompts depends on the network and the first token rather than on reading. In tokens. */
const leastRead = 200;

/** Prompt tokens that were read in a millisecond, without those from the server's cache. */
function promptSpeedOf({ promptTokens, cachedTokens = 0, firstTokenMs }: ModelUsage): number | undefined {
  const read = (promptTokens ?? 0) - cachedTokens;
  return read < leastRead || !firstTokenMs ? undefined : read / firstTokenMs;
}

/** The same chat model; counts its requests and tokens and refuses those above the daily limit. */
export function guardChat({ label, stream, converse }: ChatModel, meter: ServerMeter): ChatModel {
  return {
    label,
    stream: (messages, maxTokens, onUsage, signal) =>
      metered((note) => stream(messages, maxTokens, note, signal), meter, onUsage),
    converse:
      converse &&
      ((messages, options, onUsage, signal) =>
        metered((note) => converse(messages, options, note, signal), meter, onUsage)),
  };
}

async function* metered<Part>(
  open: (onUsage: (usage: ModelUsage) => void) => AsyncIterable<Part>,
  meter: ServerMeter,
  onUsage: (usage: ModelUsage) => void,
): AsyncGenerator<Part> {
  await meter.reserve();
  yield* open((reported) => {
    meter.countTokens(reported);
    onUsage(reported);
  });
}
