import type { EventJournal } from "../app/journal/eventJournal.ts";
import { acceptedCount } from "../core/statistics/outcomeCounts.ts";
import { Summary } from "../core/statistics/statistics.ts";

const days = 30;
const dayMs = 86_400_000;
const retainedAfterMs = 300_000;

export interface StatisticsTextOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the client reports which suggestions were shown and rejected. */
  readonly clientReports: boolean;
  readonly isRecording: boolean;
}

/**
 * What is recorded of the last 30 days, as text. Clients that only speak the protocol say which suggestions were
 * accepted, but not which were seen or rejected: that is unknown then.
 */
export async function statisticsText(journal: EventJournal, options: StatisticsTextOptions): Promise<string> {
  const summary = new Summary();
  const sent = new Set<string>();
  const from = options.now - days * dayMs;
  await journal.read({ from, to: Number.POSITIVE_INFINITY, withRequests: true }, (event) => {
    summary.add(event);
    if (event.kind === "request" && event.suggestion !== undefined) sent.add(`${event.window} ${event.suggestion}`);
  });
  const { all, retention } = summary.finish();
  const accepted = acceptedCount(all);
  const kept = retention.get(retainedAfterMs);
  const lines = [
    `Hunch, the last ${days} days`,
    `Suggestions sent to the editor: ${sent.size}`,
    `Accepted: ${accepted}${share(accepted, sent.size)}, ${all.acceptedCharacters} characters`,
    options.clientReports
      ? `Shown: ${all.shown}. Rejected: ${all.rejected}.`
      : "Shown and rejected: unknown, because this editor does not report it.",
    ...(kept && kept.measured > 0
      ? [`Still in the code 5 minutes later: ${kept.stillInCode} of ${kept.measured} accepted`]
      : []),
    ...(options.isRecording ? [] : ['Nothing is kept: "hunch.statistics.keepDays" is 0.']),
    ...journal.troubles(),
  ];
  return lines.join("\n");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "" : ` (${Math.round((100 * part) / whole)} % of those sent)`;
}
