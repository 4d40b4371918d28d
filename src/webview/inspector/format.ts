import { language } from "../dom/language.ts";

/** Formats a duration in milliseconds with at most three digits: `0.4 ms`, `12 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1_000) return `${tenths(ms / 1_000)} s`;
  return ms >= 10 || ms === 0 ? `${Math.round(ms)} ms` : `${tenths(ms)} ms`;
}

/** Formats the local time of day, to the second. */
export function formatTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((value) => String(value).padStart(2, "0"))
    .join(":");
}

function tenths(value: number): string {
  return value.toLocaleString(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
}
