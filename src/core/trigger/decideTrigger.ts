import type { Surroundings } from "../code/scan/surroundings.ts";
import { surroundingsOf } from "../code/scan/surroundings.ts";
import type { Cursor } from "../types/cursor.ts";
import type { CompletionScope } from "../types/scope.ts";
import { chooseScope } from "./chooseScope.ts";
import type { SelectedSuggestion } from "./continueSelected.ts";
import { continuesTyped } from "./continueSelected.ts";
import type { SkipReason } from "./skipReason.ts";

/** Everything the decision depends on, as the editor knows it at the moment. */
export interface TriggerMoment {
  readonly cursor: Cursor;
  /** The user asked for a suggestion, rather than typed. */
  readonly explicit: boolean;
  /** Whether the settings allow the cursor's language. */
  readonly languageOn: boolean;
  /** Whether the user left suggestions on for this file. */
  readonly fileOn: boolean;
  readonly snoozed: boolean;
  readonly onDemandOnly: boolean;
  /** Whether the settings allow suggestions inside comments and inside strings. */
  readonly inComments: boolean;
  readonly inStrings: boolean;
  /** A setting allows them in neither, in this file. */
  readonly codeOnlyFile: boolean;
  readonly maxLines: number;
  /** Whether documents of this kind are completed, as opposed to views and input boxes. */
  readonly supportedDocument: boolean;
  readonly readOnly: boolean;
  readonly secretFile: boolean;
  /** Ignored or excluded by a setting. */
  readonly excludedFile: boolean;
  readonly cursors: number;
  readonly hasSelection: boolean;
  /** What was suggested here was rejected and the text hasn't changed since. */
  readonly rejectedHere: boolean;
  /** The item chosen in the suggest widget, if the widget is open. */
  readonly selectedSuggestion: SelectedSuggestion | undefined;
}

export type TriggerDecision =
  | { readonly kind: "answer"; readonly scope: CompletionScope; readonly surroundings: Surroundings }
  | { readonly kind: "skip"; readonly reason: SkipReason };

/** Longest line that is completed, both sides of the cursor together; longer ones are data, not written by hand. */
const lineLimit = 2_000;
/** Characters around the cursor that are looked at for signs of binary data. */
const binaryWindow = 1_000;

/**
 * Whether this moment gets an answer, and how far it may reach; or the one reason why not.
 * Asking explicitly overrides whatever keeps Hunch from interrupting, never what keeps it from reading or writing.
 */
export function decideTrigger(moment: TriggerMoment): TriggerDecision {
  const barred = barredBy(moment);
  if (barred) return { kind: "skip", reason: barred };
  const surroundings = surroundingsOf(moment.cursor);
  const untimely = moment.explicit ? undefined : untimelyBy(moment, surroundings);
  if (untimely) return { kind: "skip", reason: untimely };
  const scope = chooseScope(moment.cursor, surroundings, { explicit: moment.explicit, maxLines: moment.maxLines });
  return { kind: "answer", scope, surroundings };
}

/** Reasons that hold however the suggestion was asked for. */
function barredBy(moment: TriggerMoment): SkipReason | undefined {
  if (!moment.languageOn) return "languageOff";
  if (!moment.fileOn) return "fileOff";
  if (!moment.supportedDocument) return "unsupportedScheme";
  if (moment.readOnly) return "readOnly";
  if (moment.secretFile) return "secretFile";
  if (moment.excludedFile) return "excludedFile";
  if (looksBinary(moment.cursor)) return "binaryText";
  if (moment.cursors > 1) return "severalCursors";
  if (moment.hasSelection) return "selection";
  if (isLineTooLong(moment.cursor)) return "lineTooLong";
  if (isInsideIndentation(moment.cursor)) return "insideIndentation";
  const selected = moment.selectedSuggestion;
  return selected && !continuesTyped(selected) ? "suggestWidgetDisagrees" : undefined;
}

/** Reasons not to interrupt. */
function untimelyBy(moment: TriggerMoment, surroundings: Surroundings): SkipReason | undefined {
  const { cursor } = moment;
  if (moment.snoozed) return "snoozed";
  if (moment.onDemandOnly) return "onDemandOnly";
  if (moment.rejectedHere) return "rejectedHere";
  if (surroundings.inside === "comment" && (moment.codeOnlyFile || !moment.inComments)) return "insideComment";
  if (surroundings.inside === "string" && (moment.codeOnlyFile || !moment.inStrings)) return "insideString";
  if (/[\p{L}\p{N}_]$/u.test(surroundings.lineBefore) && /^[\p{L}\p{M}\p{N}_]/u.test(surroundings.lineAfter))
    return "insideWord";
  const isEmpty =
    /^\s*$/.test(cursor.prefix.slice(-binaryWindow)) && /^\s*$/.test(cursor.suffix.slice(0, binaryWindow));
  return isEmpty && cursor.prefix.length + cursor.suffix.length < binaryWindow ? "emptyDocument" : undefined;
}

function isLineTooLong({ prefix, suffix }: Cursor): boolean {
  const lineEnd = suffix.indexOf("\n");
  const after = lineEnd < 0 ? suffix.length : lineEnd;
  return prefix.length - (prefix.lastIndexOf("\n") + 1) + after > lineLimit;
}

/**
 * White space on both sides and code behind it on the line. The editor moves ghost text there to the indentation's end,
 * and accepts parts of it at that place: never what was meant.
 */
function isInsideIndentation({ prefix, suffix }: Cursor): boolean {
  return /(?:^|\n)[ \t]*$/.test(prefix.slice(-lineLimit)) && /^[ \t]+[^\s]/.test(suffix.slice(0, lineLimit));
}

/** A NUL, or more than one other control character or replacement character in a hundred. */
function looksBinary({ prefix, suffix }: Cursor): boolean {
  const text = prefix.slice(-binaryWindow) + suffix.slice(0, binaryWindow);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const odd = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g);
  return odd !== null && (odd.includes("\0") || odd.length * 100 > text.length);
}
