import { translatable } from "../util/translatable.ts";
import type { SkipReason } from "./skipReason.ts";

const sentences = translatable({
  languageOff: "Hunch is turned off for this language, in this workspace or everywhere.",
  fileOff: "Hunch is turned off in this file.",
  unsupportedScheme: "This kind of view holds no code that Hunch completes.",
  readOnly: "This document can't be edited.",
  secretFile: "This file looks like one that holds secrets, so Hunch neither reads nor completes it.",
  excludedFile: "This file is ignored or excluded by a setting.",
  binaryText: "This document looks like binary data rather than text.",
  severalCursors: "There are several cursors.",
  selection: "Text is selected.",
  lineTooLong: "This line is too long to be code that someone writes by hand.",
  insideIndentation: "The cursor is inside a line's indentation, with code behind it.",
  suggestWidgetDisagrees: "The item chosen in the suggestion list doesn't continue what was typed.",
  snoozed: "Hunch is snoozed.",
  onDemandOnly: "Suggestions come only on demand; run “Trigger Inline Suggestion” to ask for one.",
  rejectedHere:
    "A suggestion was rejected at this place; change the text or ask for one to see suggestions here again.",
  insideComment: "Suggestions inside comments are turned off.",
  insideString: "Suggestions inside strings are turned off.",
  insideWord: "The cursor is inside a word.",
  emptyDocument: "The document is still empty.",
} satisfies Record<SkipReason, string>);

/** One sentence for the user that says why nothing was suggested, in English: see {@link translatable}. */
export function explainSkip(reason: SkipReason): string {
  return sentences[reason];
}
