import { ModelError, type ModelUsage } from "../../types/model.ts";
import { localDay } from "../../util/localDay.ts";
import { translatable } from "../../util/translatable.ts";
import { ownLedger, type UsageEntry, type UsageLedger } from "./usageLedger.ts";

/** Requests to one server on one day, and their tokens. */
export type DayUsage = Omit<UsageEntry, "id" | "server">;

/**
 * Counts requests and tokens of each server by day, and refuses requests above a daily limit. The counts are those of
 * all windows that share the ledger.
 */
export class DailyUsage {
  /** Server → its last day with a count. */
  readonly #days = new Map<string, DayUsage>();
  /** Entry of {@link #day} → requests to its server that were counted before it. */
  readonly #before = new Map<string, number>();
  #day = "";
  readonly #now: () => number;
  readonly #ledger: UsageLedger;
  readonly #newId: () => string;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number, ledger = ownLedger, newId: () => string = () => crypto.randomUUID()) {
    this.#now = now;
    this.#ledger = ledger;
    this.#newId = newId;
  }

  /** What is known of today. {@link refresh} adds what other windows counted meanwhile. */
  today(server: string): DayUsage {
    return this.#onDay(server, localDay(this.#now()));
  }

  /**
   * Counts a request that is about to be sent. Without a limit, nothing is waited for.
   * @param maxRequests per day; 0 for no limit
   * @throws ModelError `rateLimited` if all windows together have used up the day
   */
  async reserve(server: string, maxRequests: number): Promise<void> {
    const hasLimit = maxRequests > 0;
    if (hasLimit && this.today(server).requests >= maxRequests) throw this.#refusal(maxRequests);
    const entry = this.#entry(server, { requests: 1 });
    const added = this.#add(entry);
    if (!hasLimit) return;
    await added;
    // Of two windows that ask for the last request at the same time, the first in the ledger gets it.
    if ((this.#before.get(entry.id) ?? 0) < maxRequests) return;
    await this.#add(this.#entry(server, { requests: -1 }));
    throw this.#refusal(maxRequests);
  }

  countTokens(server: string, usage: ModelUsage): void {
    void this.#add(this.#entry(server, usage));
  }

  /** Adds what other windows have counted. */
  async refresh(): Promise<void> {
    this.#read(await this.#ledger.news());
  }

  async #add(entry: UsageEntry): Promise<void> {
    this.#read(await this.#ledger.add(entry));
  }

  #read(entries: readonly UsageEntry[]): void {
    for (const { id, server, ...amounts } of entries) {
      if (this.#before.has(id)) continue;
      const known = this.#onDay(server, amounts.day);
      this.#before.set(id, known.requests);
      this.#days.set(server, {
        day: amounts.day,
        requests: known.requests + amounts.requests,
        promptTokens: known.promptTokens + amounts.promptTokens,
        cachedTokens: known.cachedTokens + amounts.cachedTokens,
        completionTokens: known.completionTokens + amounts.completionTokens,
      });
    }
  }

  #onDay(server: string, day: string): DayUsage {
    const known = this.#days.get(server);
    return known?.day === day ? known : { day, requests: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  }

  #entry(server: string, counted: ModelUsage & { readonly requests?: number }): UsageEntry {
    const { requests = 0, promptTokens = 0, cachedTokens = 0, completionTokens = 0 } = counted;
    const day = localDay(this.#now());
    if (day !== this.#day) this.#before.clear();
    this.#day = day;
    return { id: this.#newId(), day, server, requests, promptTokens, cachedTokens, completionTokens };
  }

  #refusal(maxRequests: number): ModelError {
    const now = this.#now();
    const wording = [translatable("today's {0} requests are used up"), maxRequests] as const;
    return new ModelError("rateLimited", wording, nextMidnight(now) - now);
  }
}

function nextMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
