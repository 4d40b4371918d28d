import { localDay } from "../util/localDay.ts";

/** Returns a {@link localDay} that is fast for times that come in order: a date is only made for each new day. */
export function createDayOf(): (atMs: number) => string {
  let [start, end, day] = [0, 0, ""];
  return (atMs) => {
    if (atMs >= start && atMs < end) return day;
    const date = new Date(atMs);
    const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate()];
    start = new Date(year, month, dayOfMonth).getTime();
    end = new Date(year, month, dayOfMonth + 1).getTime();
    day = localDay(atMs);
    return day;
  };
}
