import { formatEvent } from "../../core/statistics/eventLines.ts";
import { eventHeader, eventRow } from "../../core/statistics/eventTable.ts";
import type { EventJournal } from "./eventJournal.ts";

/** Every recorded event as a table of comma-separated values or a JSON array. docs/events.md describes both. */
export async function exportEvents(
  journal: EventJournal,
  format: "csv" | "json",
): Promise<{ readonly text: string; readonly events: number }> {
  const lines: string[] = [];
  const formatOne = format === "csv" ? eventRow : formatEvent;
  const everything = { from: 0, to: Number.POSITIVE_INFINITY, withRequests: true };
  await journal.read(everything, (event) => lines.push(formatOne(event)));
  const text = format === "csv" ? `${[eventHeader, ...lines].join("\r\n")}\r\n` : `[\n${lines.join(",\n")}\n]\n`;
  return { text, events: lines.length };
}
