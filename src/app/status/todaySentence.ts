import { endedCount, keystrokesSaved, type OutcomeCounts, takenCount } from "../../core/statistics/outcomeCounts.ts";
import type { Translate } from "../../core/types/translate.ts";

/** Says what became of today's suggestions; one that is still visible does not count yet. */
export function todaySentence(counts: OutcomeCounts, t: Translate): string {
  const ended = endedCount(counts);
  if (ended === 0) return t("No suggestions yet today");
  const { typed } = counts;
  const saved = keystrokesSaved(counts);
  return [
    t("Today: {0} of {1} suggestions used", takenCount(counts), ended),
    ...(typed > 0 ? [t("{0} of them typed by hand", typed)] : []),
    ...(saved > 0 ? [saved === 1 ? t("1 keystroke saved") : t("{0} keystrokes saved", saved)] : []),
  ].join(", ");
}
