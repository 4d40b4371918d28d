import { type CompletionModel, ModelError, type ModelUsage } from "../types/model.ts";
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
