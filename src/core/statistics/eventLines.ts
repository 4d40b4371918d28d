import { familyNames } from "../prompt/familyOf.ts";
import { answerFailures } from "../rules/answerFailure.ts";
import { isProtocol } from "../server/protocols/protocols.ts";
import { completerNames, eventCompleter } from "./completerNames.ts";
import { eventLanguage } from "./eventLanguage.ts";
import {
  answerVerdicts,
  completionSources,
  eventVersion,
  modelTriggers,
  ratingReasons,
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
  const unreadable = readEvents(new TextEncoder().encode(text), (event) => events.push(event));
  return { events, unreadable };
}

/** Lines are decoded many at once, about this many bytes: one by one takes twice as long. */
const pieceBytes = 65_536;
const newline = 10;

/**
 * Calls `onEvent` for each event in the bytes of whole lines. Words that this version does not know become "other", and
 * events of older versions are converted.
 * @returns the number of lines that contain no event
 */
export function readEvents(bytes: Uint8Array, onEvent: (event: TelemetryEvent) => void): number {
  const decoder = new TextDecoder();
  let unreadable = 0;
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(newline, start + pieceBytes);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    const lines = decoder
      .decode(bytes.subarray(start, end))
      .split("\n")
      .filter((line) => line.trim() !== "");
    for (const value of parseLines(lines)) {
      const event = eventOf(value);
      if (event) onEvent(event);
      else unreadable++;
    }
    start = end + 1;
  }
  return unreadable;
}

function eventOf(value: unknown): TelemetryEvent | undefined {
  if (!isRecord(value)) return undefined;
  const event = withKnownWords(upgrade(value));
  return event && isEvent(event) ? event : undefined;
}

/** The values of lines of JSON, undefined for a damaged one. All at once if none is damaged: it is faster. */
function parseLines(lines: readonly string[]): readonly unknown[] {
  const all = lines.every((line) => line.startsWith("{") && line.endsWith("}"))
    ? parseJson(`[${lines.join(",")}]`)
    : [];
  return Array.isArray(all) && all.length === lines.length ? all : lines.map(parseJson);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // A machine that goes down may cut off the last line.
    throw error;
  }
}

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The event in the current form; undefined for a newer version. */
function upgrade(members: Members): Members | undefined {
  const { v } = members;
  if (v === eventVersion || v === 2) return members;
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

/** The same event with "other" for a language, reason or completer that this version does not know. */
function withKnownWords(members: Members | undefined): Members | undefined {
  const { languageId, reason, completer } = members ?? {};
  if (!members || typeof languageId !== "string") return undefined;
  const language = eventLanguage(languageId);
  const isReason = reason === undefined || (typeof reason === "string" && reasonsOf(members).includes(reason));
  const known = typeof completer === "string" ? eventCompleter(completer) : completer;
  // Nearly always: copying would take a third of the time.
  if (isReason && language === languageId && known === completer) return members;
  return { ...members, languageId: language, ...(isReason ? {} : { reason: "other" }), completer: known };
}

/** The reasons that exist for the way in which an event of these members ended. */
function reasonsOf({ kind, outcome }: Members): readonly unknown[] {
  if (kind === "ended") return suggestionEndReasons;
  if (kind === "answerRated") return ratingReasons;
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
  if (!isRecord(value)) return false;
  const { id, protocol: name } = value;
  return isCount(id) && typeof name === "string" && isProtocol(name) && isFamily(value);
}

function isFamily({ family }: Members): boolean {
  return family === undefined || families.some((each) => each === family);
}

function isOptionalSnippets(value: unknown): boolean {
  return (
    value === undefined || (isRecord(value) && [value["window"], value["outline"], value["definition"]].every(isCount))
  );
}

function isOptionalVariant(value: unknown): boolean {
  return value === undefined || (isRecord(value) && [value["id"], value["place"]].every(isCount));
}

function isStages(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isCount);
}

type Check = (value: unknown) => boolean;

const everyEvent = { at: isCount, window: isOptionalCount, variant: isOptionalVariant } satisfies Record<string, Check>;
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
    source: isOptionally(completionSources),
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
    failure: isOptionally(["other", ...answerFailures]),
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
  answerRated: Object.entries({ ...everyEvent, verdict: isOneOf(answerVerdicts) }),
  otherCompleter: Object.entries({ ...everyEvent, completer: isOneOf(["other", ...Object.keys(completerNames)]) }),
};
const kinds = new Map(Object.entries(checks));

/** A request's reason is one of its outcome's, which {@link withKnownWords} has seen to. */
function isEvent(members: Members): members is Members & TelemetryEvent {
  const { kind } = members;
  if (typeof kind !== "string") return false;
  return kinds.get(kind)?.every(([name, check]) => check(members[name])) ?? false;
}
