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
    async *stream(parts, limits, onUsage, signal) {
      const refused = guards.breaker.refusal(guards.now());
      if (refused) throw refused;
      await guards.meter.reserve();
      let isGood = false;
      const note = (reported: ModelUsage) => {
        guards.meter.countTokens(reported);
        if (reported.firstTokenMs !== undefined) guards.firstTokenMs.note(reported.firstTokenMs);
        const speed = promptSpeedOf(reported);
        if (speed !== undefined) guards.promptSpeed.note(speed);
        // An answer that its reader ends early is also a success; a failure below reverts this.
        isGood = reported.firstTokenMs !== undefined;
        onUsage(reported);
      };
      try {
        yield* model.stream(parts, limits, note, signal);
        isGood ||= !signal.aborted;
      } catch (error) {
        isGood = false;
        if (error instanceof ModelError) guards.breaker.failed(error, guards.now());
        throw error;
      } finally {
        if (isGood) guards.breaker.succeeded();
      }
    },
  };
}

/** The time of shorter prompts depends on the network and the first token rather than on reading. In tokens. */
const leastRead = 200;

/** Prompt tokens that were read in a millisecond, without those from the server's cache. */
function promptSpeedOf({ promptTokens, cachedTokens = 0, firstTokenMs }: ModelUsage): number | undefined {
  const read = (promptTokens ?? 0) - cachedTokens;
  return read < leastRead || !firstTokenMs ? undefined : read / firstTokenMs;
}

/** The same chat model; counts its requests and tokens and refuses those above the daily limit. */
export function guardChat(model: ChatModel, meter: ServerMeter): ChatModel {
  return {
    label: model.label,
    async *stream(messages, maxTokens, onUsage, signal) {
      await meter.reserve();
      const note = (reported: ModelUsage) => {
        meter.countTokens(reported);
        onUsage(reported);
      };
      yield* model.stream(messages, maxTokens, note, signal);
    },
  };
}
