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
  /** How requests differ from the usual ones because the server refuses fields, a phrase each. */
  readonly changes: readonly string[];
}

/** What is known of the servers, by origin. */
export interface DayDeps {
  readonly usage: DailyUsage;
  /** Of the completion server. */
  readonly pace: Pace;
  readonly changesOf: (origin: string) => readonly string[];
  /** 0 for no limit. */
  readonly maxRequests: number;
}

/** The connected servers' origins; undefined if a use has none. */
export interface Origins {
  readonly completion: string | undefined;
  readonly chat: string | undefined;
}

/** Today's figures of the connected servers, the completion server first. */
export function serverDays(
  { completion, chat }: Origins,
  { usage, pace, changesOf, maxRequests }: DayDeps,
): readonly ServerDay[] {
  const dayOf = (server: string, use: ServerDay["use"]) => ({
    ...usage.today(server),
    server,
    use,
    maxRequests,
    changes: changesOf(server),
  });
  const perMs = pace.promptTokensPerMs;
  const speed = { firstTokenMs: pace.firstTokenMs, promptTokensPerSecond: perMs && perMs * 1_000 };
  const isShared = completion === chat;
  const first = completion === undefined ? [] : [{ ...dayOf(completion, isShared ? "both" : "completions"), ...speed }];
  return chat === undefined || isShared ? first : [...first, dayOf(chat, "questions")];
}
