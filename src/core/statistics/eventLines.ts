import { familyNames } from "../prompt/familyOf.ts";
import { answerFailures } from "../rules/answerFailure.ts";
import { isProtocol } from "../server/protocols/protocols.ts";
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

/** Decides by its bytes whether a line, `[start, end)` of `bytes`, is read. */
export type IsWanted = (bytes: Uint8Array, start: number, end: number) => boolean;

const [newline, closingBrace] = [10, 125];

/**
 * Calls `onEvent` for each event in the bytes of whole lines. Words that this version does not know become "other", and
 * events of older versions are converted.
 * @param isWanted decides which lines are read; others are neither decoded nor counted
 * @returns the number of lines that contain no event
 */
export function readEvents(
  bytes: Uint8Array,
  onEvent: (event: TelemetryEvent) => void,
  isWanted: IsWanted = () => true,
): number {
  const batch = new LineBatch();
  let unreadable = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start && isWanted(bytes, start, end)) {
      if (!batch.hasRoomFor(end - start)) unreadable += batch.take(onEvent);
      batch.add(bytes.subarray(start, end));
    }
    start = end + 1;
  }
  return unreadable + batch.take(onEvent);
}

const [comma, openingBracket, closingBracket] = [44, 91, 93];
const batchBytes = 65_536;

/**
 * Lines that are decoded and parsed at once, as an array: line by line takes twice as long. Where the array is no JSON,
 * the lines are parsed one by one.
 */
class LineBatch {
  readonly #decoder = new TextDecoder();
  #bytes = new Uint8Array(batchBytes);
  /** Where each line begins, after a comma or the bracket. */
  #starts: number[] = [];
  #end = 0;

  hasRoomFor(length: number): boolean {
    return this.#end + length + 2 <= this.#bytes.length;
  }

  add(line: Uint8Array): void {
    // A line that is longer than a batch is damaged, and has one of its own.
    if (!this.hasRoomFor(line.length)) this.#bytes = new Uint8Array(line.length + 2);
    this.#bytes[this.#end] = this.#starts.length === 0 ? openingBracket : comma;
    this.#bytes.set(line, this.#end + 1);
    this.#starts.push(this.#end + 1);
    this.#end += line.length + 1;
  }

  /** Empties the batch. @returns the number of lines that contain no event */
  take(onEvent: (event: TelemetryEvent) => void): number {
    if (this.#starts.length === 0) return 0;
    this.#bytes[this.#end] = closingBracket;
    const values = parseJson(this.#textOf(0, this.#end + 1));
    // A line with commas between values would shift the others.
    const isWhole = Array.isArray(values) && values.length === this.#starts.length;
    let unreadable = 0;
    for (const [index, start] of this.#starts.entries()) {
      const event = eventOf(isWhole ? values[index] : parseJson(this.#lineAt(index, start)));
      if (event) onEvent(event);
      else if (this.#lineAt(index, start).trim() !== "") unreadable++;
    }
    this.#starts = [];
    this.#end = 0;
    return unreadable;
  }

  #lineAt(index: number, start: number): string {
    return this.#textOf(start, (this.#starts[index + 1] ?? this.#end + 1) - 1);
  }

  #textOf(start: number, end: number): string {
    return this.#decoder.decode(this.#bytes.subarray(start, end));
  }
}

const requestStarts = [`{"v":${eventVersion},"kind":"request"`, '{"kind":"request"'].map((start) =>
  new TextEncoder().encode(start),
);

/** Whether a line, if it is whole, records something else than a request of the editor: those are most of all lines. */
export const isNoRequest: IsWanted = (bytes, start, end) =>
  bytes[end - 1] !== closingBrace || !requestStarts.some((request) => isAt(bytes, start, request));

/** Compares from the end, where kinds differ. */
function isAt(bytes: Uint8Array, start: number, expected: Uint8Array): boolean {
  for (let index = expected.length - 1; index >= 0; index--) {
    if (bytes[start + index] !== expected[index]) return false;
  }
  return true;
}

function eventOf(value: unknown): TelemetryEvent | undefined {
  if (!isRecord(value)) return undefined;
  const event = withKnownWords(upgrade(value));
  return event && isEvent(event) ? event : undefined;
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
  const language = eventLanguage(languageId);
  const isKnown = reason === undefined || (typeof reason === "string" && reasonsOf(members).includes(reason));
  if (isKnown && language === languageId) return members; // Nearly always: copying would take a third of the time.
  return { ...members, languageId: language, ...(isKnown ? {} : { reason: "other" }) };
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
};
const kinds = new Map(Object.entries(checks));

/** A request's reason is one of its outcome's, which {@link withKnownWords} has seen to. */
function isEvent(members: Members): members is Members & TelemetryEvent {
  const { kind } = members;
  if (typeof kind !== "string") return false;
  return kinds.get(kind)?.every(([name, check]) => check(members[name])) ?? false;
}
