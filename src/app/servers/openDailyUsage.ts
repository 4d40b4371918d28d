import { DailyUsage } from "../../core/server/guards/dailyUsage.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { Clock, Store } from "../ports.ts";

const usageKey = "hunch.usage";

/**
 * The day's counts of requests and tokens, saved after each count, so that a daily limit holds across restarts.
 * @param warn receives a sentence if saved counts are damaged or can't be saved
 */
export function openDailyUsage(store: Store, clock: Clock, warn: (sentence: string) => void): DailyUsage {
  const usage = new DailyUsage(
    () => clock.wall(),
    store.get(usageKey),
    (counts) => {
      store.set(usageKey, counts).catch((error: unknown) => {
        warn(`Today's counts of requests could not be saved: ${messageOf(error)}`);
      });
    },
  );
  if (usage.unreadable > 0) warn("Today's saved counts of requests to servers were damaged; counting starts at zero.");
  return usage;
}
