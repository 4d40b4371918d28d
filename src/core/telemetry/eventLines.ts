import type { TelemetryEvent } from "./events.ts";

/** What a file of events holds. */
export interface ParsedEvents {
  readonly events: readonly TelemetryEvent[];
  /** Lines that hold something else: cut off, damaged, of another version. */
  readonly unreadable: number;
}

/** One event as a line of JSON; undefined members are left out. */
export function formatEvent(event: TelemetryEvent): string {
  return JSON.stringify(event);
}

/**
 * Reads lines of JSON back; lines that are cut off or of another form are counted rather than guessed at.
 * Only what {@link summarize} reads is checked.
 */
export function parseEvents(text: string): ParsedEvents {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const events = lines.flatMap((line) => parseLine(line) ?? []);
  return { events, unreadable: lines.length - events.length };
}

function parseLine(line: string): TelemetryEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // The last line of a file may be cut when a machine goes down.
    throw error;
  }
}

const sources = new Set<unknown>(["embedded", "server"]);
const outcomes = new Set<unknown>(["accepted", "partlyAccepted", "rejected", "ignored"]);

function isEvent(value: unknown): value is TelemetryEvent {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const isNumber = (name: string) => Number.isFinite(members.get(name));
  if (!isNumber("at") || typeof members.get("languageId") !== "string") return false;
  switch (members.get("kind")) {
    case "request":
      return (
        typeof members.get("outcome") === "string" &&
        ["promptTokens", "cachedTokens", "completionTokens", "firstTokenMs"].every(
          (name) => !members.has(name) || isNumber(name),
        )
      );
    case "shown":
      return isNumber("characters") && isNumber("latencyMs") && sources.has(members.get("source"));
    case "ended":
      return (
        isNumber("acceptedCharacters") && sources.has(members.get("source")) && outcomes.has(members.get("outcome"))
      );
    default:
      return false;
  }
}
