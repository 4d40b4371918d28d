import { isClosingRest } from "../code/scan/closingRest.ts";
import { indentWidth } from "../code/scan/indentWidth.ts";
import { opensBlock } from "../code/scan/opensBlock.ts";
import type { AnswerScan, OuterClosing } from "./answerScan.ts";
import { isInsideString, scanAnswer } from "./answerScan.ts";
import type { ClosedBelow } from "./closedBelow.ts";
import { closedBelow, openingWidth } from "./closedBelow.ts";
import { isBlank } from "./isBlank.ts";
import type { Place } from "./place.ts";
import type { TextLine } from "./splitLines.ts";
import { splitLines } from "./splitLines.ts";

/**
 * Where the answer ends: at the end of its line or of its block, whichever was asked for. Undefined while more may
 * follow. Decided line by line from the start, so that further lines never change a decision.
 *
 * - `line`: the first line; if that opens a block or leaves a bracket open, the block to its end.
 * - `block`: until something closes or dedents below the place, or a blank line unless the user asked for more.
 */
export function findEndOfScope(text: string, place: Place): number | undefined {
  const answer = scanAnswer(text, place);
  const below = closedBelow(place);
  const lines = splitLines(text);
  let base = baseOf(lines, place);
  /** End of the line that closed the block, when the document lacked that. */
  let closed: number | undefined;
  let lastWhole: number | undefined;
  let shown = 0;
  for (const line of lines) {
    const startsWhole = isWholeAt(line.at, answer);
    const closing = outerClosingIn(line, answer, below, place);
    const isOwn = closing?.kind === "lacking";
    if (closed !== undefined && startsWhole && !isOwn) return closed;
    if (startsWhole && !isOwn) {
      const left = leavesAt(line, lines, base, place);
      if (left !== undefined) return left;
    }
    if (closing?.kind === "there") return closing.at;
    if (line.index > 0 || !isBlank(line.line)) shown++;
    const endsWhole = isWholeAt(line.end, answer);
    if (endsWhole && isOneLine(line, lines, place)) return line.end;
    if (endsWhole && !opensBlock(line.line, place.syntax)) lastWhole = line.end;
    if (isOwn && line.index > 0) {
      base = Math.min(base, indentWidth(line.line, place.cursor.indentation.tabSize));
      if (endsWhole && !place.explicit) closed = line.end;
    }
    if (shown >= place.maxLines) return lastWhole ?? line.end;
  }
  return undefined;
}

/** Ends the answer at the end of its line or block. */
export function endOfScope(text: string, place: Place): string {
  return text.slice(0, findEndOfScope(text, place));
}

/** Columns below which a line has left the block. */
function baseOf(lines: readonly TextLine[], { lineBefore, isLineStart, syntax, cursor }: Place): number {
  const first = lines[0]?.line ?? "";
  const width = indentWidth(lineBefore + first, cursor.indentation.tabSize);
  return !isLineStart && isBlank(first) && opensBlock(lineBefore, syntax) ? width + 1 : width;
}

/** Nothing that the answer opened is open here. */
function isWholeAt(offset: number, answer: AnswerScan): boolean {
  return answer.openAt(offset).length === 0 && !isInsideString(answer, offset);
}

/** Where the answer leaves the block before this line: a dedent, or a blank line where a paragraph is enough. */
function leavesAt(line: TextLine, lines: readonly TextLine[], base: number, place: Place): number | undefined {
  const previous = lines[line.index - 1];
  if (!previous) return undefined;
  const isBegun = lines.slice(0, line.index).some((each) => !isBlank(each.line));
  if (isBlank(line.line)) return isBegun && !place.explicit ? previous.end : undefined;
  const width = indentWidth(line.line, place.cursor.indentation.tabSize);
  // A line that brought its block along ends with the block, not with what follows at its own depth.
  const isLeft = place.scope === "line" ? width <= base && !isBlank(lines[0]?.line ?? "") : width < base;
  return isLeft ? previous.end : undefined;
}

/** What a closing bracket, word or tag means for the answer: the document has it already, or lacks it. */
type Closing = { readonly kind: "there"; readonly at: number } | { readonly kind: "lacking" };

/** The first thing in this line that closes what was opened before the cursor. */
function outerClosingIn(line: TextLine, answer: AnswerScan, below: ClosedBelow, place: Place): Closing | undefined {
  let found: Closing | undefined;
  for (const closing of answer.outerClosings) {
    if (closing.at < line.at || closing.at > line.end) continue;
    if (closing.partner === undefined) {
      if (place.syntax.looseRound) continue;
      return { kind: "there", at: closing.at };
    }
    const closedAt = below.closings.get(closing.partner);
    if (closedAt !== undefined && closedAt < place.lineAfter.length && isClosingRest(place.lineAfter)) continue;
    const isThere = closedAt !== undefined && !(below.lacksClosing && isAligned(closing, line, place));
    if (isThere || !isInPlace(closing, line, place)) return { kind: "there", at: closing.at };
    found = { kind: "lacking" };
  }
  return found;
}

/** A closing at the start of a line stands below what it closes, or it closes something else. */
function isInPlace(closing: OuterClosing, line: TextLine, place: Place): boolean {
  const isFirst = line.index > 0 && isBlank(line.line.slice(0, closing.at - line.at));
  return !isFirst || widthOf(line, place) >= openedWidth(closing, place);
}

/** A closing at the start of a line, exactly below what it closes, while the next line of the document does not close it. */
function isAligned(closing: OuterClosing, line: TextLine, place: Place): boolean {
  const written = line.index === 0 ? place.lineBefore + line.line : line.line;
  const isFirst = isBlank(
    line.index === 0 ? place.lineBefore + line.line.slice(0, closing.at) : line.line.slice(0, closing.at - line.at),
  );
  const next = place.below.find((each) => !isBlank(each)) ?? "";
  return isFirst && widthOf(line, place) === openedWidth(closing, place) && next.trim()[0] !== written.trim()[0];
}

function widthOf(line: TextLine, { lineBefore, cursor }: Place): number {
  return indentWidth(line.index === 0 ? lineBefore + line.line : line.line, cursor.indentation.tabSize);
}

function openedWidth({ partner }: OuterClosing, { cursor }: Place): number {
  return partner === undefined ? 0 : openingWidth(partner, cursor.prefix, cursor.indentation.tabSize);
}

function isOneLine(line: TextLine, lines: readonly TextLine[], place: Place): boolean {
  if (line.index === 0 && !isClosingRest(place.lineAfter)) return true;
  if (place.scope === "block") return false;
  if (line.index === 0) return !opensBlock(place.lineBefore + line.line, place.syntax);
  // An indented block goes on until it is left; a bracketed one has just ended.
  return !(place.syntax.indented && opensBlock(place.lineBefore + (lines[0]?.line ?? ""), place.syntax));
}
