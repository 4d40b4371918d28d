import { eventLanguage } from "./eventLanguage.ts";
import {
  modelTriggers,
  requestTriggers,
  suggestionEndReasons,
  suggestionOutcomes,
  suggestionSources,
  type TelemetryEvent,
} from "./events.ts";
import { requestEndReasons, requestOutcomes } from "./requestEnd.ts";

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
 * Reads lines of JSON back; lines that are cut off or of another form are counted rather than guessed at. Words of
 * other versions become "other". Of the numbers only those that {@link summarize} reads are checked.
 */
export function parseEvents(text: string): ParsedEvents {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const events = lines.flatMap((line) => parseLine(line) ?? []);
  return { events, unreadable: lines.length - events.length };
}

function parseLine(line: string): TelemetryEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return undefined;
    const event = withKnownWords(value);
    return isEvent(event) ? event : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // The last line of a file may be cut when a machine goes down.
    throw error;
  }
}

type Members = ReadonlyMap<string, unknown>;

/** The same event with "other" for a language or reason that this version does not know. */
function withKnownWords(value: object): object {
  const members: Members = new Map<string, unknown>(Object.entries(value));
  const languageId = members.get("languageId");
  const reason = members.get("reason");
  return {
    ...value,
    ...(typeof languageId === "string" ? { languageId: eventLanguage(languageId) } : {}),
    ...(typeof reason === "string" && !reasonsOf(members).includes(reason) ? { reason: "other" } : {}),
  };
}

/** The reasons there are for the way in which an event of these members ended. */
function reasonsOf(members: Members): readonly unknown[] {
  if (members.get("kind") === "ended") return suggestionEndReasons;
  const outcome = requestOutcomes.find((each) => each === members.get("outcome"));
  return outcome === undefined ? [] : requestEndReasons[outcome];
}

function isEvent(value: object): value is TelemetryEvent {
  const members: Members = new Map<string, unknown>(Object.entries(value));
  const isNumber = (name: string) => Number.isFinite(members.get(name));
  const isOneOf = (name: string, words: readonly unknown[]) => words.includes(members.get(name));
  if (!isNumber("at") || typeof members.get("languageId") !== "string") return false;
  switch (members.get("kind")) {
    case "request":
      return (
        isOneOf("outcome", requestOutcomes) &&
        isOneOf("reason", ["other", ...reasonsOf(members)]) &&
        isOneOf("trigger", requestTriggers) &&
        isOneOf("source", [undefined, ...suggestionSources])
      );
    case "modelRequest":
      return isOneOf("trigger", modelTriggers);
    case "shown":
      return isNumber("characters") && isNumber("latencyMs") && isOneOf("source", suggestionSources);
    case "ended":
      return (
        isNumber("acceptedCharacters") &&
        isOneOf("source", suggestionSources) &&
        isOneOf("outcome", suggestionOutcomes) &&
        isOneOf("reason", ["other", ...suggestionEndReasons])
      );
    default:
      return false;
  }
}
