import { type ChatModel, type CompletionModel, ModelError, type ModelUsage } from "../types/model.ts";
import type { RecentMedian } from "./adaptiveDelay.ts";
import type { Breaker } from "./breaker.ts";
import type { DailyUsage } from "./dailyUsage.ts";
import type { RequestLane } from "./requestLane.ts";

/** What watches over the requests of one server. */
export interface Guards {
  readonly breaker: Breaker;
  readonly lane: RequestLane;
  readonly usage: DailyUsage;
  /** Under which the usage is counted, e.g. the server's origin. */
  readonly server: string;
  readonly maxRequestsPerDay: () => number;
  readonly firstTokenMs: RecentMedian;
  /** Tokens of a prompt that the server reads in a millisecond, as far as it tells what it read. */
  readonly promptSpeed: RecentMedian;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The same model behind its guards: paused while the server fails, counted, one request at a time. */
export function guardModel(model: CompletionModel, guards: Guards): CompletionModel {
  return {
    label: model.label,
    async *stream(parts, limits, onUsage, signal) {
      const refused =
        guards.breaker.refusal(guards.now()) ?? guards.usage.refusal(guards.server, guards.maxRequestsPerDay());
      if (refused) throw refused;
      const leave = await guards.lane.enter(signal);
      if (leave === "aborted") return;
      if (leave === "displaced") throw new ModelError("overloaded", "a newer request took this one's place");
      guards.usage.countRequest(guards.server);
      let isGood = false;
      const hear = (told: ModelUsage) => {
        guards.usage.countTokens(guards.server, told);
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
        leave();
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

/** A chat model that counts its requests and stops at the day's cap. */
export function guardChat(model: ChatModel, guards: Pick<Guards, "usage" | "server" | "maxRequestsPerDay">): ChatModel {
  const { usage, server, maxRequestsPerDay } = guards;
  return {
    label: model.label,
    async *stream(messages, maxTokens, signal) {
      const refused = usage.refusal(server, maxRequestsPerDay());
      if (refused) throw refused;
      usage.countRequest(server);
      yield* model.stream(messages, maxTokens, signal);
    },
  };
}
