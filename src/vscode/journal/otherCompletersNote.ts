import { completerNames, type EventCompleter } from "../../core/statistics/completerNames.ts";

const effect = "This distorts every figure, because VS Code shows the ghost text of one extension at a time.";

/**
 * Sentences about other extensions that completed code in a range of days; undefined if there were none.
 * @param completers on how many days each was active
 * @param days length of the range; 1 for today
 */
export function otherCompletersNote(completers: ReadonlyMap<EventCompleter, number>, days: number): string | undefined {
  const sorted = [...completers].sort(([, a], [, b]) => b - a);
  const [first, ...others] = sorted;
  if (!first) return undefined;
  const [key, count] = first;
  const firstDays = `on ${count} of these ${days} days`;
  if (days === 1) {
    const names = new Intl.ListFormat("en").format(sorted.map(([each]) => nameOf(each)));
    return `${names} ${others.length === 0 ? "was" : "were"} active today, too. ${effect}`;
  }
  if (others.length === 0) return `${nameOf(key)} was active, too, ${firstDays}. ${effect}`;
  const rest = others.map(([other, otherDays]) => `${nameOf(other)} on ${otherDays}`);
  return `Other extensions completed code, too: ${[`${nameOf(key)} ${firstDays}`, ...rest].join(", ")}. ${effect}`;
}

function nameOf(completer: EventCompleter): string {
  return completer === "other" ? "Another extension" : completerNames[completer];
}
