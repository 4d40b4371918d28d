import { familyNames } from "../prompt/familyOf.ts";
import { isProtocol } from "../server/protocols/protocols.ts";
import { eventLanguage } from "./eventLanguage.ts";
import {
  eventVersion,
  modelTriggers,
  requestTriggers,
  retentionTimesMs,
  reuses,
  suggestionEndReasons,
  suggestionOutcomes,
  suggestionSources,
  type TelemetryEvent,
} from "./events.ts";
import { requestEndReasons, requestOutcomes } from "./requestEnd.ts";

/** The events in a file. */
export interface ParsedEvents {
  readonly events: readonly TelemetryEvent[];
  /** Lines that contain something else: cut off, damaged, of a newer version. */
  readonly unreadable: number;
}

/** One event as a line of JSON with its version; undefined members are left out. */
export function formatEvent(event: TelemetryEvent): string {
  return JSON.stringify({ v: eventVersion, ...event });
}

/** Parses lines of JSON. Lines that are cut off or of another form are counted and left out. */
export function parseEvents(text: string): ParsedEvents {
  const events: TelemetryEvent[] = [];
  const unreadable = readEvents(text, (event) => events.push(event));
  return { events, unreadable };
}

/**
 * Calls `onEvent` for each event of a text of lines. Words that this version does not know become "other", and events
 * of older versions are converted.
 * @param isWanted whether a line that starts so is read at all; others are neither parsed nor counted
 * @returns the number of lines that contain no event
 */
export function readEvents(
  text: string,
  onEvent: (event: TelemetryEvent) => void,
  isWanted: (line: string) => boolean = () => true,
): number {
  let unreadable = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    if (line === "" || line === "\r" || !isWanted(line)) continue;
    const event = parseLine(line);
    if (event) onEvent(event);
    else if (line.trim() !== "") unreadable++;
  }
  return unreadable;
}

/** Whether a line, if it is whole, records something else than a request of the editor: those are four of five lines. */
export function isNoRequest(line: string): boolean {
  return !(line.startsWith('{"v":2,"kind":"request"') || line.startsWith('{"kind":"request"')) || !line.endsWith("}");
}

function parseLine(line: string): TelemetryEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value)) return undefined;
    const event = withKnownWords(upgrade(value));
    return event && isEvent(event) ? event : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // A machine that goes down may cut off the last line.
    throw error;
  }
}

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The event in the current form, without its version number; undefined for a newer version. */
function upgrade({ v, ...members }: Members): Members | undefined {
  if (v === eventVersion) return members;
  if (v !== undefined) return undefined;
  switch (members["kind"]) {
    case "request": {
      const { fromCache, ...others } = members;
      return { ...others, reuse: fromCache === true ? "cached" : "no" };
    }
    case "modelRequest":
      return { ...members, snippets: undefined };
    case "ended":
      return upgradeEnded(members);
    default:
      return members;
  }
}

/** Version 1 counted a suggestion that was typed to its end as ignored, and could count accepted characters twice. */
function upgradeEnded(members: Members): Members {
  const { characters, acceptedCharacters, outcome, reason } = members;
  const isTyped = outcome === "ignored" && reason === "typedThrough";
  return {
    ...members,
    outcome: isTyped ? "typed" : outcome,
    acceptedCharacters:
      typeof characters === "number" && typeof acceptedCharacters === "number"
        ? Math.min(characters, acceptedCharacters)
        : acceptedCharacters,
  };
}

/** The same event with "other" for a language or reason that this version does not know. */
function withKnownWords(members: Members | undefined): Members | undefined {
  const { languageId, reason } = members ?? {};
  if (!members || typeof languageId !== "string") return undefined;
  const isKnown = reason === undefined || (typeof reason === "string" && reasonsOf(members).includes(reason));
  return { ...members, languageId: eventLanguage(languageId), ...(isKnown ? {} : { reason: "other" }) };
}

/** The reasons that exist for the way in which an event of these members ended. */
function reasonsOf({ kind, outcome }: Members): readonly unknown[] {
  if (kind === "ended") return suggestionEndReasons;
  const known = requestOutcomes.find((each) => each === outcome);
  return known === undefined ? [] : requestEndReasons[known];
}

const isCount = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isOptionalCount = (value: unknown) => value === undefined || isCount(value);
const isOneOf = (words: readonly unknown[]) => (value: unknown) => words.includes(value);
const isOptionally = (words: readonly unknown[]) => (value: unknown) => value === undefined || words.includes(value);
const isShare = (value: unknown) => value === undefined || (isCount(value) && Number(value) <= 1);
const families = familyNames();

function isOptionalModel(value: unknown): boolean {
  if (value === undefined) return true;
  return isRecord(value) && isCount(value["id"]) && isProtocol(String(value["protocol"])) && isFamily(value);
}

function isFamily({ family }: Members): boolean {
  return family === undefined || families.some((each) => each === family);
}

function isOptionalSnippets(value: unknown): boolean {
  return (
    value === undefined || (isRecord(value) && [value["window"], value["outline"], value["definition"]].every(isCount))
  );
}

function isStages(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isCount);
}

type Check = (value: unknown) => boolean;

const everyEvent = { at: isCount, window: isOptionalCount } satisfies Record<string, Check>;
const everySuggestion = {
  ...everyEvent,
  suggestion: isCount,
  offer: isOptionalCount,
  source: isOneOf(suggestionSources),
  trigger: isOptionally(requestTriggers),
  confidence: isShare,
  model: isOptionalModel,
  characters: isCount,
} satisfies Record<string, Check>;

/** What each member of each kind of event has to be. Members that are not named here are not read. */
const checks: Readonly<Record<TelemetryEvent["kind"], readonly (readonly [string, Check])[]>> = {
  request: Object.entries({
    ...everyEvent,
    outcome: isOneOf(requestOutcomes),
    trigger: isOneOf(requestTriggers),
    source: isOptionally(suggestionSources),
    reuse: isOneOf(reuses),
    confidence: isShare,
    model: isOptionalModel,
    stagesMs: isStages,
  }),
  modelRequest: Object.entries({
    ...everyEvent,
    trigger: isOneOf(modelTriggers),
    snippets: isOptionalSnippets,
    promptTokens: isOptionalCount,
    cachedTokens: isOptionalCount,
    completionTokens: isOptionalCount,
    firstTokenMs: isOptionalCount,
    cost: isOptionalCount,
    model: isOptionalModel,
  }),
  shown: Object.entries({ ...everySuggestion, latencyMs: isCount, lines: isCount }),
  ended: Object.entries({
    ...everySuggestion,
    outcome: isOneOf(suggestionOutcomes),
    reason: isOneOf(["other", ...suggestionEndReasons]),
    acceptedCharacters: isCount,
    shownForMs: Number.isFinite,
  }),
  retained: Object.entries({
    ...everySuggestion,
    afterMs: isOneOf(retentionTimesMs),
    acceptedCharacters: isCount,
    retainedCharacters: isCount,
    isStillInCode: (value: unknown) => typeof value === "boolean",
    isUndone: (value: unknown) => typeof value === "boolean",
  }),
};
const kinds = new Map(Object.entries(checks));

/** A request's reason is one of its outcome's, which {@link withKnownWords} has seen to. */
function isEvent(members: Members): members is Members & TelemetryEvent {
  return kinds.get(String(members["kind"]))?.every(([name, check]) => check(members[name])) ?? false;
}
