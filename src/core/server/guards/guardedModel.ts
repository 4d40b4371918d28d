import { type ChatModel, type CompletionModel, ModelError, type ModelUsage } from "../../types/model.ts";
import type { RecentMedian } from "./adaptiveDelay.ts";
import type { Breaker } from "./breaker.ts";
import type { ServerMeter } from "./serverMeter.ts";

/** What watches over the requests of one server. */
export interface Guards {
  readonly breaker: Breaker;
  readonly meter: ServerMeter;
  readonly firstTokenMs: RecentMedian;
  /** Tokens of a prompt that the server reads in a millisecond, as far as it tells what it read. */
  readonly promptSpeed: RecentMedian;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The same model behind its guards: paused while the server fails, and counted. */
export function guardModel(model: CompletionModel, guards: Guards): CompletionModel {
  return {
    label: model.label,
    async *stream(parts, limits, onUsage, signal) {
      const refused = guards.breaker.refusal(guards.now()) ?? guards.meter.refusal();
      if (refused) throw refused;
      guards.meter.countRequest();
      let isGood = false;
      const hear = (told: ModelUsage) => {
        guards.meter.countTokens(told);
        if (told.firstTokenMs !== undefined) guards.firstTokenMs.note(told.firstTokenMs);
        const speed = promptSpeedOf(told);
        if (speed !== undefined) guards.promptSpeed.note(speed);
        // An answer that its reader cut short was a good one, too; a failure below takes this back.
        isGood = told.firstTokenMs !== undefined;
        onUsage(told);
      };
      try {
        yield* model.stream(parts, limits, hear, signal);
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

/** A shorter prompt's time tells of the network and the first token rather than of reading. */
const leastRead = 200;

/** Tokens a millisecond that one request's prompt was read at; what came from the server's cache was not read. */
function promptSpeedOf({ promptTokens, cachedTokens = 0, firstTokenMs }: ModelUsage): number | undefined {
  const read = (promptTokens ?? 0) - cachedTokens;
  return read < leastRead || !firstTokenMs ? undefined : read / firstTokenMs;
}

/** A chat model that counts its requests and tokens and stops at the day's cap. */
export function guardChat(model: ChatModel, meter: ServerMeter): ChatModel {
  return {
    label: model.label,
    async *stream(messages, maxTokens, onUsage, signal) {
      const refused = meter.refusal();
      if (refused) throw refused;
      meter.countRequest();
      const hear = (told: ModelUsage) => {
        meter.countTokens(told);
        onUsage(told);
      };
      yield* model.stream(messages, maxTokens, hear, signal);
    },
  };
}
