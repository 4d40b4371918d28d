import { ModelError, type ModelUsage } from "../../types/model.ts";
import { localDay } from "../../util/localDay.ts";

/** Requests to one server on one day, and their tokens. */
export interface DayUsage {
  /** The day in the user's own time, as 2026-11-23. */
  readonly day: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

/** Usage by server, as data that can be saved. */
export type UsageByServer = Readonly<Record<string, DayUsage>>;

/** Counts requests and tokens of each server by day, and refuses requests above a daily limit. */
export class DailyUsage {
  readonly #days = new Map<string, DayUsage>();
  /** Number of servers whose saved counts were damaged. */
  readonly unreadable: number;

  readonly #now: () => number;
  readonly #onCounted: (counts: UsageByServer) => void;

  /**
   * @param now milliseconds since 1970 @param kept an earlier snapshot; damaged entries are left out
   * @param onCounted receives a new snapshot after each count, to be saved
   */
  constructor(now: () => number, kept: unknown = {}, onCounted: (counts: UsageByServer) => void = () => undefined) {
    this.#now = now;
    this.#onCounted = onCounted;
    const entries: readonly (readonly [string, unknown])[] =
      typeof kept === "object" ? Object.entries(kept ?? {}) : [["", kept]];
    for (const [server, usage] of entries) if (isDayUsage(usage)) this.#days.set(server, usage);
    this.unreadable = entries.length - this.#days.size;
  }

  today(server: string): DayUsage {
    const day = localDay(this.#now());
    const known = this.#days.get(server);
    return known?.day === day ? known : { day, requests: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  }

  /** Why no more requests may be sent today, or undefined. @param maxRequests per day; 0 for no limit */
  refusal(server: string, maxRequests: number): ModelError | undefined {
    if (maxRequests <= 0 || this.today(server).requests < maxRequests) return undefined;
    const now = this.#now();
    return new ModelError("rateLimited", `today's ${maxRequests} requests are used up`, nextMidnight(now) - now);
  }

  countRequest(server: string): void {
    const today = this.today(server);
    this.#count(server, { ...today, requests: today.requests + 1 });
  }

  countTokens(server: string, usage: ModelUsage): void {
    const today = this.today(server);
    this.#count(server, {
      ...today,
      promptTokens: today.promptTokens + (usage.promptTokens ?? 0),
      cachedTokens: today.cachedTokens + (usage.cachedTokens ?? 0),
      completionTokens: today.completionTokens + (usage.completionTokens ?? 0),
    });
  }

  #count(server: string, usage: DayUsage): void {
    this.#days.set(server, usage);
    this.#onCounted(this.snapshot());
  }

  /** The counts to save; leaves out servers that were not used today. */
  snapshot(): UsageByServer {
    const day = localDay(this.#now());
    return Object.fromEntries([...this.#days].filter(([, usage]) => usage.day === day));
  }
}

function isDayUsage(value: unknown): value is DayUsage {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const counts = ["requests", "promptTokens", "cachedTokens", "completionTokens"];
  return typeof members.get("day") === "string" && counts.every((name) => Number.isFinite(members.get(name)));
}

function nextMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
