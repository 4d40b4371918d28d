import type { DailyUsage, DayUsage } from "../../core/server/guards/dailyUsage.ts";
import type { Pace } from "./pace.ts";

/** What a server was sent and returned today, and how fast it is by its last answers. */
export interface ServerDay extends DayUsage {
  /** Its origin. */
  readonly server: string;
  readonly use: "completions" | "questions" | "both";
  /** 0 for no limit. */
  readonly maxRequests: number;
  readonly firstTokenMs?: number | undefined;
  readonly promptTokensPerSecond?: number | undefined;
}

/** The connected servers' origins; undefined if a use has none. */
export interface Origins {
  readonly completion: string | undefined;
  readonly chat: string | undefined;
}

/** Today's figures of the connected servers, the completion server first. */
export function serverDays(
  { completion, chat }: Origins,
  usage: DailyUsage,
  pace: Pace,
  maxRequests: number,
): readonly ServerDay[] {
  const dayOf = (server: string, use: ServerDay["use"]) => ({ ...usage.today(server), server, use, maxRequests });
  const perMs = pace.promptTokensPerMs;
  const speed = { firstTokenMs: pace.firstTokenMs, promptTokensPerSecond: perMs && perMs * 1_000 };
  const isShared = completion === chat;
  const first = completion === undefined ? [] : [{ ...dayOf(completion, isShared ? "both" : "completions"), ...speed }];
  return chat === undefined || isShared ? first : [...first, dayOf(chat, "questions")];
}
