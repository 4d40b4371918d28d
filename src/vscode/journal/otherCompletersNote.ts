import { completerNames, type EventCompleter } from "../../core/statistics/completerNames.ts";
import type { Translate } from "../../core/types/translate.ts";
import type { ReportWords } from "./experimentReport.ts";

/**
 * Sentences about other extensions that completed code in a range of days; undefined if there were none.
 * @param completers on how many days each was active
 * @param days length of the range; 1 for today
 */
export function otherCompletersNote(
  completers: ReadonlyMap<EventCompleter, number>,
  days: number,
  { t, language }: ReportWords,
): string | undefined {
  const sorted = [...completers].sort(([, a], [, b]) => b - a);
  const [first, ...others] = sorted;
  if (!first) return undefined;
  const effect = t("This distorts every figure, because VS Code shows the ghost text of one extension at a time.");
  const [key, count] = first;
  const name = nameOf(key, t);
  if (days === 1) {
    const names = new Intl.ListFormat(language).format(sorted.map(([each]) => nameOf(each, t)));
    if (others.length === 0) return `${t("{0} was active today, too.", names)} ${effect}`;
    return `${t("{0} were active today, too.", names)} ${effect}`;
  }
  if (others.length === 0) return `${t("{0} was active, too, on {1} of these {2} days.", name, count, days)} ${effect}`;
  const rest = others.map(([other, otherDays]) => t("{0} on {1}", nameOf(other, t), otherDays));
  const list = [t("{0} on {1} of these {2} days", name, count, days), ...rest].join(", ");
  return `${t("Other extensions completed code, too: {0}.", list)} ${effect}`;
}

function nameOf(completer: EventCompleter, t: Translate): string {
  return completer === "other" ? t("Another extension") : completerNames[completer];
}
