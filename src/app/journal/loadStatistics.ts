import { type Statistics, Summary } from "../../core/statistics/statistics.ts";
import { daysOfUse } from "../../core/statistics/useRetention.ts";
import { localDay } from "../../core/util/localDay.ts";
import type { EventJournal } from "./eventJournal.ts";

/** Statistics of a span of days in the user's time zone, up to today. */
export interface LoadedStatistics {
  readonly statistics: Statistics;
  /** Of the span of the same length before; undefined where everything is asked for. */
  readonly before: Statistics | undefined;
  /** The days of the span, oldest first, as 2026-11-23; those with events where everything is asked for. */
  readonly days: readonly string[];
  /** Days with acceptances in both spans. */
  readonly usedDays: readonly string[];
}

/** Reads and sums up the last days and as many before them. @param range number of days; 0 for all that are kept */
export async function loadStatistics(journal: EventJournal, range: number, now: number): Promise<LoadedStatistics> {
  const start = range === 0 ? 0 : dayStart(now, range - 1);
  const from = range === 0 ? 0 : dayStart(now, 2 * range - 1);
  const [statistics, before] = [new Summary(), new Summary()];
  await journal.sumUp(
    { from, to: Number.POSITIVE_INFINITY },
    {
      add: (event) => (event.at < start ? before : statistics).add(event),
      addDay(day) {
        if (day.from >= start) return statistics.addDay(day);
        return day.to < start && before.addDay(day);
      },
    },
  );
  const [sums, sumsBefore] = [statistics.finish(), before.finish()];
  const first = range === 0 ? firstDayOf(sums, now) : start;
  return {
    statistics: sums,
    before: range === 0 ? undefined : sumsBefore,
    days: daysFrom(first, now),
    usedDays: [...daysOfUse(sumsBefore.byDay), ...daysOfUse(sums.byDay)],
  };
}

/** Midnight of a day before today, in the user's time zone. */
function dayStart(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

function firstDayOf({ byDay }: Statistics, now: number): number {
  const [first] = byDay.keys();
  return first === undefined ? now : new Date(`${first}T00:00:00`).getTime();
}

/** Most days that a trend can show. */
const maxDays = 3_650;

function daysFrom(first: number, now: number): readonly string[] {
  const days: string[] = [];
  for (let daysAgo = 0; daysAgo < maxDays; daysAgo++) {
    const day = dayStart(now, daysAgo);
    if (days.length > 0 && day < dayStart(first, 0)) break;
    days.push(localDay(day));
  }
  return days.reverse();
}
