import { scan } from "../code/scan/scan.ts";
import type { Mark, Span } from "../code/scan/scanState.ts";
import type { RuleContext } from "./ruleContext.ts";

/** What an answer does with brackets, block words, tags and strings; all offsets count from its start. */
export interface AnswerScan {
  /** Closes something that was opened before the cursor, or nothing at all. */
  readonly outerClosings: readonly OuterClosing[];
  readonly spans: readonly Span[];
  /** What the answer opened and left open at an offset, outermost first. */
  readonly openAt: (offset: number) => readonly Opening[];
}

export interface OuterClosing {
  readonly at: number;
  readonly end: number;
  /** Offset of what it closes, negative; undefined if it closes nothing. */
  readonly partner: number | undefined;
}

export interface Opening {
  readonly at: number;
  readonly text: string;
}

/** Scans an answer as it would be at the cursor. */
export function scanAnswer(text: string, context: RuleContext): AnswerScan {
  const zero = context.atLineStart.length + context.lineBefore.length;
  const result = scan(context.lineBefore + text, context.cursor.languageId, context.atLineStart);
  const marks = result.marks.filter((mark) => mark.end > zero).map((mark) => shift(mark, -zero));
  const spans = result.spans
    .filter((span) => span.to > zero)
    .map((span) => ({ ...span, from: span.from - zero, close: span.close - zero, to: span.to - zero }));
  // A word or tag that was begun left of the cursor and completed by the answer was opened by the answer.
  const inside = Math.min(0, ...marks.filter((mark) => mark.kind === "open").map((mark) => mark.at));
  return {
    outerClosings: outerClosingsOf(marks, spans, inside),
    spans,
    openAt: (offset) => openAt(text, marks, offset),
  };
}

function shift(mark: Mark, by: number): Mark {
  return {
    ...mark,
    at: mark.at + by,
    end: mark.end + by,
    partner: mark.partner === undefined ? undefined : mark.partner + by,
  };
}

function outerClosingsOf(marks: readonly Mark[], spans: readonly Span[], inside: number): readonly OuterClosing[] {
  const brackets = marks.filter(
    (mark) => mark.kind === "close" && (mark.partner === undefined || mark.partner < inside),
  );
  const strings = spans
    .filter((span) => span.kind === "string" && span.from < 0 && !span.open)
    .map((span) => ({ at: span.close, end: span.to, partner: span.from }));
  // A closing that was begun left of the cursor is cut, if at all, at the cursor.
  return [...brackets, ...strings]
    .map(({ at, end, partner }) => ({ at: Math.max(0, at), end, partner }))
    .sort((a, b) => a.at - b.at);
}

function openAt(text: string, marks: readonly Mark[], offset: number): readonly Opening[] {
  const stack: Opening[] = [];
  for (const mark of marks) {
    if (mark.at >= offset) break;
    if (mark.kind === "open") {
      stack.push({ at: mark.at, text: text.slice(Math.max(0, mark.at), mark.end) });
      continue;
    }
    const partner = mark.partner;
    if (partner === undefined) continue;
    while (stack.length > 0 && (stack.at(-1)?.at ?? partner) >= partner) stack.pop();
  }
  return stack;
}

/** Whether an offset lies inside a string that the answer itself opened. */
export function isInsideString(answer: AnswerScan, offset: number): boolean {
  return answer.spans.some(
    (span) => span.kind === "string" && span.from >= 0 && span.from < offset && (span.to > offset || span.open),
  );
}
