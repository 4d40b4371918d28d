import { isClosingRest } from "../code/scan/closingRest.ts";
import { endOfAngleBrackets, isInAngleBrackets } from "./angleBrackets.ts";
import type { AnswerScan } from "./answerScan.ts";
import { scanAnswer } from "./answerScan.ts";
import { isBlank } from "./isBlank.ts";
import { isSubsequence } from "./isSubsequence.ts";
import type { RuleContext } from "./ruleContext.ts";

export interface Fitted {
  readonly text: string;
  /** UTF-16 units of the rest of the line that the text replaces; the text holds all of them, in order. */
  readonly replaceAfter: number;
}

/**
 * Makes the answer and the rest of the cursor's line one line that says nothing twice: what the rest already says is
 * left out of the text, or replaced where the answer goes on behind it.
 */
export function fitRestOfLine(text: string, context: RuleContext): Fitted {
  const rest = context.lineAfter.trimEnd();
  if (rest === "") return { text, replaceAfter: 0 };
  const angle = withinAngleBrackets(text, rest, context);
  if (angle !== undefined) return { text: angle, replaceAfter: 0 };
  const answer = scanAnswer(text, context);
  const overlap = overlapLength(text, rest, answer);
  const replaced = overlap < rest.length ? containedRest(text, rest, answer) : undefined;
  if (replaced !== undefined) return replaced;
  if (overlap > 0) return closeOpened(withoutEnd(text, text.length - overlap, rest, answer), rest, context);
  return isClosingRest(rest) ? fitClosers(text, rest, answer, context) : fitCode(text, rest, answer, context);
}

/** The answer up to the `>` that the rest has already: `Vec<▮> = …` answered by `u8> = …`. */
function withinAngleBrackets(text: string, rest: string, context: RuleContext): string | undefined {
  // Between the attributes of a tag, only what the rest ends may not be ended twice.
  if (/^\s*[\w:@.#{-]+.*>/.test(rest) && context.atCursor.frames.at(-1)?.kind === "tag") {
    const end = endOfAngleBrackets(text, false);
    return end === undefined ? undefined : text.slice(0, end).trimEnd();
  }
  // What is only `>` may be replaced, like any other closing rest.
  if (!/^(?:>|\/>|,)/.test(rest) || isClosingRest(rest) || !isInAngleBrackets(context.lineBefore, rest))
    return undefined;
  const end = endOfAngleBrackets(text, rest.startsWith(","));
  return end === undefined ? undefined : text.slice(0, end).trimEnd();
}

/** The answer says the whole rest and goes on: the rest is replaced. */
function containedRest(text: string, rest: string, answer: AnswerScan): Fitted | undefined {
  for (let at = text.indexOf(rest); at >= 0; at = text.indexOf(rest, at + 1)) {
    const end = at + rest.length;
    if (end === text.length) return undefined;
    if (belongsToRest(text, at, end, answer) && isBoundary(text, at)) return { text, replaceAfter: rest.length };
  }
  return undefined;
}

/** How much of the answer's end is the beginning of the rest. */
function overlapLength(text: string, rest: string, answer: AnswerScan): number {
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const at = text.length - length;
    if (!rest.startsWith(text.slice(at)) || !isBoundary(text, at)) continue;
    if (length < rest.length && splitsWord(rest, length)) continue;
    if (belongsToRest(text, at, text.length, answer) && !isBlank(text.slice(at))) return length;
  }
  return 0;
}

/** The answer up to where it says the rest. White space before it goes, save in a string and before `}` and `/>`. */
function withoutEnd(text: string, end: number, rest: string, answer: AnswerScan): string {
  const kept = text.slice(0, end);
  const isText = answer.spans.some((span) => span.kind === "string" && span.from < end && span.close >= end);
  if (isText || (/\S $/.test(kept) && /^(?:\}|\/>)/.test(rest))) return kept;
  return kept.trimEnd();
}

/** Whether nothing in this stretch closes what the answer itself opened before it. */
function belongsToRest(text: string, at: number, end: number, answer: AnswerScan): boolean {
  const before = answer.openAt(at).length;
  if (answer.openAt(end).length < before) return false;
  const isCut = answer.spans.some(
    (span) => span.from >= 0 && span.from < at && (span.to > at || (span.open && span.kind === "string")),
  );
  // A quote that opens another string is not the closing one that is there.
  const opens = answer.spans.some((span) => span.kind === "string" && span.open && span.from >= at && span.from < end);
  if (isCut || opens) return false;
  // What the stretch closes must have been open at its start only outside of the answer.
  return before === 0 || !/[)\]}]/.test(text.slice(at, end));
}

function isBoundary(text: string, at: number): boolean {
  return at === 0 || !splitsWord(text, at);
}

function splitsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  return /[\p{L}\p{N}_]/u.test(text[at - 1] ?? "") && /[\p{L}\p{M}\p{N}_]/u.test(text[at] ?? "");
}

/** The rest is brackets, quotes and separators: those the answer closes itself are replaced or left out of it. */
function fitClosers(text: string, rest: string, answer: AnswerScan, context: RuleContext): Fitted {
  // The quote that is there closes the answer's last string.
  const unclosed = answer.spans.find((span) => span.kind === "string" && span.open && span.from >= 0);
  if (unclosed && context.inside === "string" && rest.startsWith(text[unclosed.from] ?? "\n"))
    return { text, replaceAfter: 0 };
  let used = 0;
  let first: number | undefined;
  let last = 0;
  for (const closing of answer.outerClosings) {
    const closer = text.slice(closing.at, closing.end);
    const from = used + (/^[ \t]*/.exec(rest.slice(used))?.[0].length ?? 0);
    if (!rest.startsWith(closer, from)) break;
    used = from + closer.length;
    first ??= closing.at;
    last = closing.end;
  }
  if (first === undefined) return closeOpened(dropTerminator(text, rest), rest, context);
  const further = text.slice(last);
  if (isBlank(further) && isSubsequence(text.slice(first, last), rest) && !isBlank(lastLine(text.slice(0, first)))) {
    return { text: text.slice(0, first), replaceAfter: 0 };
  }
  // A separator that ends both the answer and the rest is written once.
  const separator = /^\s*[;,]$/.exec(rest.slice(used))?.[0].trim();
  if (separator !== undefined && text.trimEnd().endsWith(separator)) used = rest.length;
  if (!isSubsequence(rest.slice(0, used), text)) return { text: text.slice(0, first), replaceAfter: 0 };
  return { text, replaceAfter: used };
}

/** The rest is code: the answer may go up to it, not beyond. */
function fitCode(text: string, rest: string, answer: AnswerScan, context: RuleContext): Fitted {
  const line = text.split("\n", 1)[0] ?? "";
  const closing = answer.outerClosings.find((each) => each.at < line.length);
  return closeOpened(dropTerminator(line.slice(0, closing?.at), rest), rest, context);
}

/** `x = ▮ + 1` has no place for a semicolon, nor has `f(▮)`. */
function dropTerminator(text: string, rest: string): string {
  const ending = /[;,:{]\s*$/.exec(text)?.[0].trim();
  if (ending === undefined) return text;
  const isOver = ending === ";" ? !/^\s*[}"'`<]/.test(rest) : rest.trimEnd().endsWith(ending);
  return isOver ? text.slice(0, text.trimEnd().length - 1) : text;
}

const partners: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"], ["${", "}"]]); // biome-ignore format: a table

/** Closes what the answer opened and left open, because something follows on the line that isn't part of it. */
function closeOpened(text: string, rest: string, context: RuleContext): Fitted {
  const answer = scanAnswer(text, context);
  const open = answer.openAt(text.length);
  const string = answer.spans.find((span) => span.kind === "string" && span.open && span.from >= 0);
  const opened = string ? (text[string.from] ?? "") : "";
  const quote = context.inside === "string" && rest.startsWith(opened) ? "" : opened;
  const missing = open
    .toReversed()
    .map((each) => partners.get(each.text) ?? "")
    .join("");
  const isMultiline = text.includes("\n");
  const breaksLine = text.startsWith("\n") && /^[)\]}]/.test(rest.trimStart());
  const end = isMultiline && missing !== "" ? `\n${context.indent}${missing}` : quote + missing;
  return { text: text + end + (breaksLine ? `\n${context.indent}` : ""), replaceAfter: 0 };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}
