import type { EventLanguage } from "./eventLanguage.ts";
import type { RequestEnd, RequestOutcome } from "./requestEnd.ts";

/**
 * The closed vocabulary of what Hunch remembers about its own work. No event carries text of a document, a path,
 * an address or a name the user chose: every word in one is a member of a closed union. "other" stands for a word that
 * this version does not know: a language without a row in the table of syntaxes, a reason that another version wrote.
 */

/** Where a suggestion came from. */
export const suggestionSources = ["embedded", "server"] as const;
export type SuggestionSource = (typeof suggestionSources)[number];

/** Whether the editor asked for a completion by itself or the user did. */
export const requestTriggers = ["automatic", "explicit"] as const;
export type RequestTrigger = (typeof requestTriggers)[number];

/** Why a model was asked: for a request of the editor or user, or for the one that may follow. */
export const modelTriggers = [...requestTriggers, "prefetch"] as const;
export type ModelTrigger = (typeof modelTriggers)[number];

/** How a shown suggestion ended: exactly one of these each time. */
export const suggestionOutcomes = ["accepted", "partlyAccepted", "rejected", "ignored"] as const;
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

export type RequestEvent = RequestFacts & (RequestEnd | { readonly outcome: RequestOutcome; readonly reason: "other" });

interface RequestFacts {
  readonly kind: "request";
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly request: number;
  readonly languageId: EventLanguage;
  readonly trigger: RequestTrigger;
  readonly source: SuggestionSource | undefined;
  readonly fromCache: boolean;
  readonly suggestion: number | undefined;
  readonly characters: number | undefined;
  readonly lines: number | undefined;
  readonly confidence: number | undefined;
  readonly stagesMs: StageTimes;
}

/**
 * One request to a model, written once when it has ended: several requests of the editor may have waited for it, or
 * none. Token counts are as the server reported them.
 */
export interface ModelRequestEvent {
  readonly kind: "modelRequest";
  readonly at: number;
  readonly languageId: EventLanguage;
  readonly trigger: ModelTrigger;
  /** The suggestion it led to. */
  readonly suggestion: number | undefined;
  /** Snippets in the prompt. */
  readonly snippets: number;
  /** Secrets redacted in the prompt. */
  readonly redactions: number;
  readonly promptTokens: number | undefined;
  /** Tokens of the prompt that the server found in its cache. */
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  /** From the request to the first token of the answer, in milliseconds. */
  readonly firstTokenMs: number | undefined;
}

export interface ShownEvent {
  readonly kind: "shown";
  readonly at: number;
  readonly suggestion: number;
  readonly languageId: EventLanguage;
  readonly source: SuggestionSource;
  readonly characters: number;
  readonly lines: number;
  /** From the request to the moment the suggestion could be seen. */
  readonly latencyMs: number;
}

export interface EndedEvent {
  readonly kind: "ended";
  readonly at: number;
  readonly suggestion: number;
  readonly languageId: EventLanguage;
  readonly source: SuggestionSource;
  readonly outcome: SuggestionOutcome;
  readonly reason: SuggestionEndReason | "other";
  /** Characters the suggestion had when it was first shown. */
  readonly characters: number;
  /** Characters taken by accepting, whole or in part; typed ones do not count. */
  readonly acceptedCharacters: number;
  readonly shownForMs: number;
}

/** What became of a shown suggestion: the events that are summed up. */
export type OutcomeEvent = ShownEvent | EndedEvent;

export type TelemetryEvent = RequestEvent | ModelRequestEvent | OutcomeEvent;

export function isOutcome(event: TelemetryEvent): event is OutcomeEvent {
  return event.kind === "shown" || event.kind === "ended";
}
