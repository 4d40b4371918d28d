/** What one window counted at one moment. Amounts of entries are added up. */
export interface UsageEntry {
  /** Differs from that of every other entry, of other windows too. */
  readonly id: string;
  /** The day in the user's own time, as 2026-11-23. */
  readonly day: string;
  /** The server's origin. */
  readonly server: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

/** Today's entries of all windows, in an order that is the same for all of them. */
export interface UsageLedger {
  /**
   * Adds an entry.
   * @returns the entries that follow those of the last call, by all windows, with the added one among them
   */
  add(entry: UsageEntry): Promise<readonly UsageEntry[]>;
  /** Returns the entries that follow those of the last call. */
  news(): Promise<readonly UsageEntry[]>;
}

/** The ledger of a program that shares its counts with no other. */
export const ownLedger: UsageLedger = {
  add: (entry) => Promise.resolve([entry]),
  news: () => Promise.resolve([]),
};
