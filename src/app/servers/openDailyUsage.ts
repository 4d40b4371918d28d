import { DailyUsage } from "../../core/server/guards/dailyUsage.ts";
import type { Clock, LineFiles } from "../ports.ts";
import { SharedLedger } from "./sharedLedger.ts";

/**
 * The day's counts of requests and tokens of all windows, so that a daily limit holds for all of them together and
 * across restarts.
 * @param warn receives a sentence if counts are damaged or can't be saved
 */
export function openDailyUsage(files: LineFiles, clock: Clock, warn: (sentence: string) => void): DailyUsage {
  const ledger = new SharedLedger(files, clock, warn);
  const usage = new DailyUsage(() => clock.wall(), ledger);
  void ledger.deleteOld();
  void usage.refresh();
  return usage;
}
