import type { Cursor } from "../types/cursor.ts";
import type { CompletionMoment } from "./completeAt.ts";

/** A moment at which nothing keeps Hunch from completing, with the default settings: for use without an editor. */
export function momentAt(cursor: Cursor, changes: Partial<CompletionMoment> = {}): CompletionMoment {
  return {
    cursor,
    explicit: false,
    languageOn: true,
    fileOn: true,
    snoozed: false,
    onDemandOnly: false,
    inComments: true,
    inStrings: true,
    codeOnlyFile: false,
    maxLines: 10,
    supportedDocument: true,
    readOnly: false,
    excludedFile: false,
    cursors: 1,
    hasSelection: false,
    rejectedHere: false,
    selectedSuggestion: undefined,
    minConfidence: 0.5,
    maxPromptTokens: 2_048,
    waitForModelMs: 0,
    newOfferPauseMs: 0,
    ...changes,
  };
}
