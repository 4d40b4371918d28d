import type { FimFamilyName } from "../prompt/fimFamilies.ts";
import type { AnswerFailure } from "../rules/answerFailure.ts";
import type { Protocol } from "../server/protocols/protocols.ts";
import type { EventCompleter } from "./completerNames.ts";
import type { EventLanguage } from "./eventLanguage.ts";
import type { RequestEnd, RequestOutcome } from "./requestEnd.ts";

/**
 * What Hunch records about its own work: numbers and words of closed unions. No event contains text of a document, a
 * path, an address or a name that the user chose. "other" replaces a word that this version does not know: a language
 * without a row in the table of syntaxes, or a reason or completer that another version wrote.
 */

/**
 * Version of the form that {@link TelemetryEvent} describes. Version 1 had no version number, and version 2 no events about
 * other completers.
 */
export const eventVersion = 3;

/** Where a suggestion at the cursor came from. */
export const completionSources = ["embedded", "server"] as const;
export type CompletionSource = (typeof completionSources)[number];

/** Who proposed a next edit: its rules, or a model. */
const nextEditSources = ["nextEdit", "nextEditModel"] as const;

/** Where a suggestion came from. A next edit is a suggestion, too. */
export const suggestionSources = [...completionSources, ...nextEditSources] as const;
export type SuggestionSource = (typeof suggestionSources)[number];

/** Whether the editor asked for a completion by itself or the user did. */
export const requestTriggers = ["automatic", "explicit"] as const;
export type RequestTrigger = (typeof requestTriggers)[number];

/** Why a model was asked: for a request of the editor or user, for the one that may follow, or for the next edit. */
export const modelTriggers = [...requestTriggers, "prefetch", "nextEdit"] as const;
export type ModelTrigger = (typeof modelTriggers)[number];

/**
 * Whether an answer was made for this request ("no"), is an earlier one that fits again ("cached"), what is left of the
 * suggestion that the user types along ("typedThrough"), or was requested before the user needed it ("prefetched").
 */
export const reuses = ["no", "cached", "typedThrough", "prefetched"] as const;
export type Reuse = (typeof reuses)[number];

/** How a shown suggestion ended: exactly one of these. "typed" means typed by hand to its last character. */
export const suggestionOutcomes = ["accepted", "partlyAccepted", "typed", "rejected", "ignored"] as const;
export type SuggestionOutcome = (typeof suggestionOutcomes)[number];

/** What the user did that ended a suggestion. */
export const suggestionEndReasons = [
  "acceptedWhole",
  "typedThrough",
  "typedOtherwise",
  "movedAway",
  "dismissed",
  "undone",
  "replaced",
  "editorClosed",
  "sessionEnded",
] as const;
export type SuggestionEndReason = (typeof suggestionEndReasons)[number];

/** Times after an acceptance at which the document is compared with it, in milliseconds: those that Copilot uses. */
export const retentionTimesMs = [15_000, 30_000, 120_000, 300_000, 600_000] as const;
export type RetentionTime = (typeof retentionTimesMs)[number];

/** Milliseconds spent in each stage; absent where the stage did not run. */
export interface StageTimes {
  readonly context?: number | undefined;
  readonly embedded?: number | undefined;
  readonly retrieval?: number | undefined;
  readonly prompt?: number | undefined;
  readonly delay?: number | undefined;
  readonly model?: number | undefined;
  readonly postprocess?: number | undefined;
  readonly total: number;
}

/** Which model answered, without its name. */
export interface ModelFacts {
  /** Number that this machine gave the model; its name is not part of an event. */
  readonly id: number;
  readonly protocol: Protocol;
  /** Fill-in-the-middle markers of its prompts; undefined where none are used. */
  readonly family: FimFamilyName | undefined;
}

interface EventFacts {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly languageId: EventLanguage;
  /** Random number of the window that recorded the event; undefined in files of version 1. */
  readonly window?: number | undefined;
  readonly variant?: VariantFacts | undefined;
}

/** Which variant of an experiment made the choices, without its name. */
export interface VariantFacts {
  /** Number that this machine gave to this version of the variant. */
  readonly id: number;
  /**
   * Counts in each window: a file in one hour, the unit in which an experiment is split. Requests of one place resemble
   * each other, so they are no independent cases.
   */
  readonly place: number;
}

export type RequestEvent = RequestFacts & (RequestEnd | { readonly outcome: RequestOutcome; readonly reason: "other" });

interface RequestFacts extends EventFacts {
  readonly kind: "request";
  /** Counts from 1 in each window. */
  readonly request: number;
  readonly trigger: RequestTrigger;
  readonly source: CompletionSource | undefined;
  readonly reuse: Reuse;
  /** Counts in each window; the same while the user types along. */
  readonly suggestion: number | undefined;
  readonly characters: number | undefined;
  readonly lines: number | undefined;
  /** Calibrated probability in [0, 1] of the embedded engine; undefined for a server. */
  readonly confidence: number | undefined;
  readonly model?: ModelFacts | undefined;
  readonly stagesMs: StageTimes;
}

/** How many snippets of each kind a prompt contained. */
export interface SnippetCounts {
  readonly window: number;
  readonly outline: number;
  readonly definition: number;
}

/**
 * One request to a model, recorded once when it has ended: several requests of the editor may have waited for it, or
 * none. Token counts are as the server reported them.
 */
export interface ModelRequestEvent extends EventFacts {
  readonly kind: "modelRequest";
  readonly trigger: ModelTrigger;
  /** The suggestion that it led to. */
  readonly suggestion: number | undefined;
  /** undefined in files of version 1, which did not record the kinds. */
  readonly snippets: SnippetCounts | undefined;
  /** Secrets redacted in the prompt. */
  readonly redactions: number;
  readonly promptTokens: number | undefined;
  /** Tokens of the prompt that the server found in its cache. */
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  /** What was wrong with what the model wrote, before any rule. */
  readonly failure?: AnswerFailure | "other" | undefined;
  /** From the request to the first token of the answer, in milliseconds. */
  readonly firstTokenMs: number | undefined;
  /** In the currency of the user's price list; undefined without a price for the model or without token counts. */
  readonly cost?: number | undefined;
  readonly model?: ModelFacts | undefined;
}

/** What shown suggestions are grouped by. */
export interface SuggestionFacts extends EventFacts {
  readonly suggestion: number;
  /**
   * Suggestions that are shown one after another on the same line, until one of them is accepted or dismissed, are one
   * offer and count once. Counts in each window; undefined in files of version 1.
   */
  readonly offer?: number | undefined;
  readonly source: SuggestionSource;
  readonly trigger?: RequestTrigger | undefined;
  /** Calibrated probability in [0, 1] of the embedded engine or of a rule's next edit; undefined for a model. */
  readonly confidence?: number | undefined;
  readonly model?: ModelFacts | undefined;
  /** Characters that the suggestion had when it was first shown. */
  readonly characters: number;
}

export interface ShownEvent extends SuggestionFacts {
  readonly kind: "shown";
  readonly lines: number;
  /** From the request to the moment the suggestion could be seen, in milliseconds. */
  readonly latencyMs: number;
}

/** A later event for the same suggestion corrects an earlier one, such as when an acceptance is undone. */
export interface EndedEvent extends SuggestionFacts {
  readonly kind: "ended";
  readonly outcome: SuggestionOutcome;
  readonly reason: SuggestionEndReason | "other";
  /** Characters of the suggestion that were accepted, whole or in part, at most `characters`; typed ones do not count. */
  readonly acceptedCharacters: number;
  readonly shownForMs: number;
}

/** What remains of an accepted suggestion some time later. */
export interface RetainedEvent extends SuggestionFacts {
  readonly kind: "retained";
  readonly afterMs: RetentionTime;
  readonly acceptedCharacters: number;
  /** Characters of the accepted text that are still in the document, in order. */
  readonly retainedCharacters: number;
  /** At most half of its lexemes have to be edited to find it near its position. */
  readonly isStillInCode: boolean;
  /** Undone within ten seconds. */
  readonly isUndone: boolean;
}

/** What a user thinks of an answer of Ask. */
export const answerVerdicts = ["up", "down"] as const;
export type AnswerVerdict = (typeof answerVerdicts)[number];

/** Why an answer of Ask did not help; "other" is none of these. */
export const ratingReasons = ["wrong", "incomplete", "wrongSources", "unclear"] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** A thumb on an answer of Ask. */
export interface AnswerRatedEvent extends EventFacts {
  readonly kind: "answerRated";
  readonly verdict: AnswerVerdict;
  /** undefined for a thumb up, or if the user gave no reason. */
  readonly reason: RatingReason | "other" | undefined;
}

/** Another extension completes code in the window. Recorded once a day, if a suggestion was shown on that day. */
export interface OtherCompleterEvent extends EventFacts {
  readonly kind: "otherCompleter";
  readonly completer: EventCompleter;
}

/** What became of a shown suggestion. */
export type OutcomeEvent = ShownEvent | EndedEvent;

export type TelemetryEvent =
  | RequestEvent
  | ModelRequestEvent
  | OutcomeEvent
  | RetainedEvent
  | AnswerRatedEvent
  | OtherCompleterEvent;

/** Whether a suggestion is a next edit. */
export function isNextEdit(source: SuggestionSource): boolean {
  return nextEditSources.some((each) => each === source);
}

export function isOutcome(event: TelemetryEvent): event is OutcomeEvent {
  return event.kind === "shown" || event.kind === "ended";
}
