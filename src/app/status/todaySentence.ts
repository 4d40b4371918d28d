import { endedCount, keystrokesSaved, type OutcomeCounts, takenCount } from "../../core/statistics/outcomeCounts.ts";

/** Says what became of today's suggestions; one that is still visible does not count yet. */
export function todaySentence(counts: OutcomeCounts): string {
  const ended = endedCount(counts);
  if (ended === 0) return "No suggestions yet today";
  const { typed } = counts;
  const saved = keystrokesSaved(counts);
  return [
    `Today: ${takenCount(counts)} of ${ended} suggestions used`,
    ...(typed > 0 ? [`${typed} of them typed by hand`] : []),
    ...(saved > 0 ? [`${saved} ${saved === 1 ? "keystroke" : "keystrokes"} saved`] : []),
  ].join(", ");
}
