import { indentWidth } from "../code/indentation.ts";
import { isClosingRest } from "../code/scan/closingRest.ts";
import { opensBlock } from "../code/scan/opensBlock.ts";
import type { AnswerScan, OuterClosing } from "./answerScan.ts";
import { isInsideString, scanAnswer } from "./answerScan.ts";
import { isAlignable } from "./blockDepth.ts";
import type { ClosedBelow } from "./closedBelow.ts";
import { closedBelow, openingWidth } from "./closedBelow.ts";
import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";
import type { TextLine } from "./splitLines.ts";
import { splitLines } from "./splitLines.ts";

/**
 * Where the answer ends: at the end of its line or of its block, whichever was asked for. Undefined while more may
 * follow. Decided line by line from the start, so that further lines never change a decision.
 *
 * - `line`: the first line; if that opens a block or leaves a bracket open, the block to its end.
 * - `block`: until something closes or dedents below the place, or a blank line unless the user asked for more.
 */
export function findEndOfScope(text: string, context: RuleContext): number | undefined {
  const answer = scanAnswer(text, context);
  const below = closedBelow(context);
  const lines = splitLines(text);
  let base = baseOf(lines, context);
  /** End of the line that closed the block, when the document lacked that. */
  let closed: number | undefined;
  let lastWhole: number | undefined;
  let shown = 0;
  for (const line of lines) {
    const startsWhole = isWholeAt(line.at, answer);
    const closing = outerClosingIn(line, answer, below, context);
    const isOwn = closing?.kind === "lacking";
    if (closed !== undefined && startsWhole && !isOwn) return closed;
    if (startsWhole && !isOwn) {
      const left = leavesAt(line, lines, base, context);
      if (left !== undefined) return left;
    }
    if (closing?.kind === "there") return closing.at;
    if (line.index > 0 || !isBlank(line.line)) shown++;
    const endsWhole = isWholeAt(line.end, answer);
    if (endsWhole && isOneLine(line, lines, context)) return line.end;
    if (endsWhole && !opensBlock(line.line, context.syntax)) lastWhole = line.end;
    if (isOwn && line.index > 0) {
      base = Math.min(base, indentWidth(line.line, context.cursor.indentation.tabSize));
      if (endsWhole && !context.explicit) closed = line.end;
    }
    if (shown >= context.maxLines) return lastWhole ?? line.end;
  }
  return undefined;
}

/** Ends the answer at the end of its line or block. */
export function endOfScope(text: string, context: RuleContext): string {
  return text.slice(0, findEndOfScope(text, context));
}

/** Columns below which a line has left the block. */
function baseOf(lines: readonly TextLine[], { lineBefore, isLineStart, syntax, cursor }: RuleContext): number {
  const first = lines[0]?.line ?? "";
  const width = indentWidth(lineBefore + first, cursor.indentation.tabSize);
  return !isLineStart && isBlank(first) && opensBlock(lineBefore, syntax) ? width + 1 : width;
}

/** Nothing that the answer opened is open here. */
function isWholeAt(offset: number, answer: AnswerScan): boolean {
  return answer.openAt(offset).length === 0 && !isInsideString(answer, offset);
}

/** Where the answer leaves the block before this line: a dedent, or a blank line where a paragraph is enough. */
function leavesAt(line: TextLine, lines: readonly TextLine[], base: number, context: RuleContext): number | undefined {
  const previous = lines[line.index - 1];
  if (!previous) return undefined;
  const isBegun = lines.slice(0, line.index).some((each) => !isBlank(each.line));
  if (isBlank(line.line)) return isBegun && !context.explicit ? previous.end : undefined;
  const width = indentWidth(line.line, context.cursor.indentation.tabSize);
  // A line that brought its block along ends with the block, not with what follows at its own depth.
  // Items of YAML may be as deep as their key, and cases as deep as their switch.
  const opener = context.lineBefore + (lines[0]?.line ?? "");
  const isAligned = width >= Math.min(base, indentWidth(opener, context.cursor.indentation.tabSize));
  if (isAligned && isAlignable(line.line, opener, context.syntax) && opensBlock(opener, context.syntax))
    return undefined;
  const isLeft = context.scope === "line" ? width <= base && !isBlank(lines[0]?.line ?? "") : width < base;
  return isLeft ? previous.end : undefined;
}

/** What a closing bracket, word or tag means for the answer: the document has it already, or lacks it. */
type Closing = { readonly kind: "there"; readonly at: number } | { readonly kind: "lacking" };

/** The first thing in this line that closes what was opened before the cursor. */
function outerClosingIn(
  line: TextLine,
  answer: AnswerScan,
  below: ClosedBelow,
  context: RuleContext,
): Closing | undefined {
  let found: Closing | undefined;
  for (const closing of answer.outerClosings) {
    if (closing.at < line.at || closing.at > line.end) continue;
    if (closing.partner === undefined) {
      if (context.syntax.looseRound) continue;
      return { kind: "there", at: closing.at };
    }
    const closedAt = below.closings.get(closing.partner);
    if (closedAt !== undefined && closedAt < context.lineAfter.length && isClosingRest(context.lineAfter)) continue;
    const isThere = closedAt !== undefined && !(below.lacksClosing && isAligned(closing, line, context));
    if (isThere || !isInPlace(closing, line, context)) return { kind: "there", at: closing.at };
    found = { kind: "lacking" };
  }
  return found;
}

/** A closing at the start of a line is below what it closes, or it closes something else. */
function isInPlace(closing: OuterClosing, line: TextLine, context: RuleContext): boolean {
  const isFirst = line.index > 0 && isBlank(line.line.slice(0, closing.at - line.at));
  return !isFirst || widthOf(line, context) >= openedWidth(closing, context);
}

/** A closing at the start of a line, exactly below what it closes, while the next line of the document does not close it. */
function isAligned(closing: OuterClosing, line: TextLine, context: RuleContext): boolean {
  const written = line.index === 0 ? context.lineBefore + line.line : line.line;
  const isFirst = isBlank(
    line.index === 0 ? context.lineBefore + line.line.slice(0, closing.at) : line.line.slice(0, closing.at - line.at),
  );
  const next = context.below.find((each) => !isBlank(each)) ?? "";
  return isFirst && widthOf(line, context) === openedWidth(closing, context) && next.trim()[0] !== written.trim()[0];
}

function widthOf(line: TextLine, { lineBefore, cursor }: RuleContext): number {
  return indentWidth(line.index === 0 ? lineBefore + line.line : line.line, cursor.indentation.tabSize);
}

function openedWidth({ partner }: OuterClosing, { cursor }: RuleContext): number {
  return partner === undefined ? 0 : openingWidth(partner, cursor.prefix, cursor.indentation.tabSize);
}

function isOneLine(line: TextLine, lines: readonly TextLine[], context: RuleContext): boolean {
  if (line.index === 0 && !isClosingRest(context.lineAfter)) return true;
  if (context.scope === "block") return false;
  if (line.index === 0) return !opensBlock(context.lineBefore + line.line, context.syntax);
  // An indented block goes on until it is left; a bracketed one has just ended.
  return !(context.syntax.indented && opensBlock(context.lineBefore + (lines[0]?.line ?? ""), context.syntax));
}
