import type { TelemetryEvent } from "./events.ts";

/** One event as a line of JSON; undefined members are left out. */
export function formatEvent(event: TelemetryEvent): string {
  return JSON.stringify(event);
}

/**
 * Reads lines of JSON back; lines that are cut off or of another form are left out rather than guessed at.
 * Only what {@link summarize} reads is checked.
 */
export function parseEvents(text: string): readonly TelemetryEvent[] {
  return text.split("\n").flatMap((line) => {
    const event = line === "" ? undefined : parseLine(line);
    return event ? [event] : [];
  });
}

function parseLine(line: string): TelemetryEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined; // The last line of a file may be cut when a machine goes down.
  }
}

const outcomes = new Set(["accepted", "partlyAccepted", "rejected", "ignored"]);

function isEvent(value: unknown): value is TelemetryEvent {
  if (typeof value !== "object" || value === null || !("kind" in value) || !("at" in value)) return false;
  if (typeof value.at !== "number" || !("languageId" in value) || typeof value.languageId !== "string") return false;
  switch (value.kind) {
    case "request":
      return "outcome" in value && typeof value.outcome === "string";
    case "shown":
      return "characters" in value && typeof value.characters === "number" && "latencyMs" in value && "source" in value;
    case "ended":
      return (
        "outcome" in value && typeof value.outcome === "string" && outcomes.has(value.outcome) && "source" in value
      );
    default:
      return false;
  }
}
