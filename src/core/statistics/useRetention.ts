import { acceptedCount, type OutcomeCounts } from "./outcomeCounts.ts";

const dayMs = 86_400_000;

/** Days on which something was accepted, as 2026-11-23. */
export function daysOfUse(byDay: ReadonlyMap<string, { readonly counts: OutcomeCounts }>): readonly string[] {
  return [...byDay].filter(([, { counts }]) => acceptedCount(counts) > 0).map(([day]) => day);
}

/**
 * Weeks in a row, from Monday to Sunday, in which a day was used, up to the present week, or up to the last one if
 * nothing was accepted in this week yet.
 */
export function weeksInARow(days: readonly string[], today: string): number {
  const weeks = new Set(days.map(weekOf));
  const present = weekOf(today);
  const last = weeks.has(present) ? present : present - 1;
  let count = 0;
  while (weeks.has(last - count)) count++;
  return count;
}

/** Number of the week since 1970; that year began on a Thursday. */
function weekOf(day: string): number {
  return Math.floor((Date.parse(`${day}T00:00:00Z`) / dayMs + 3) / 7);
}
