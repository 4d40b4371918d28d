/**
 * The closed vocabulary of what Hunch remembers about its own work. No event carries text of a document, a path,
 * an address or a name the user chose: the types leave no room for one.
 */

/** Where a suggestion came from. */
export type SuggestionSource = "embedded" | "server";

/** How a request ended: exactly one of these each time. */
export type RequestOutcome = "offered" | "empty" | "skipped" | "cancelled" | "failed";

/** How a shown suggestion ended: exactly one of these each time. */
export type SuggestionOutcome = "accepted" | "partlyAccepted" | "rejected" | "ignored";

/** What the user did that ended a suggestion. */
export type SuggestionEndReason =
  | "acceptedWhole"
  | "typedThrough"
  | "typedOtherwise"
  | "movedAway"
  | "dismissed"
  | "undone"
  | "replaced"
  | "editorClosed"
  | "sessionEnded";

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

export interface RequestEvent {
  readonly kind: "request";
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly request: number;
  readonly languageId: string;
  readonly trigger: "automatic" | "explicit";
  readonly outcome: RequestOutcome;
  /** A member of a closed union of the room that decided: a skip reason, a rule's name, a model error's kind. */
  readonly reason: string | undefined;
  readonly source: SuggestionSource | undefined;
  readonly fromCache: boolean;
  readonly suggestion: number | undefined;
  readonly characters: number | undefined;
  readonly lines: number | undefined;
  readonly confidence: number | undefined;
  readonly snippets: number | undefined;
  readonly promptTokens: number | undefined;
  /** Tokens of the prompt that the server found in its cache. */
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  /** From the request to the first token of the answer, in milliseconds. */
  readonly firstTokenMs: number | undefined;
  readonly redactions: number | undefined;
  readonly stagesMs: StageTimes;
}

export interface ShownEvent {
  readonly kind: "shown";
  readonly at: number;
  readonly suggestion: number;
  readonly languageId: string;
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
  readonly languageId: string;
  readonly source: SuggestionSource;
  readonly outcome: SuggestionOutcome;
  readonly reason: SuggestionEndReason;
  /** Characters the suggestion had when it was first shown. */
  readonly characters: number;
  /** Characters taken by accepting, whole or in part; typed ones do not count. */
  readonly acceptedCharacters: number;
  readonly shownForMs: number;
}

export type TelemetryEvent = RequestEvent | ShownEvent | EndedEvent;
