import { isClosingRest } from "../syntax/closingRest.ts";
import { indentWidth } from "../syntax/indentWidth.ts";
import { opensBlock } from "../syntax/opensBlock.ts";
import type { AnswerScan } from "./answerScan.ts";
import { scanAnswer } from "./answerScan.ts";
import { closedBelow } from "./closedBelow.ts";
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
  let lastWhole: number | undefined;
  let shown = 0;
  for (const line of lines) {
    const isWhole = answer.openAt(line.at).length === 0 && !isInsideString(answer, line.at);
    const left = isWhole ? leavesAt(line, lines, place) : undefined;
    const closing = closingIn(answer, line, below, place);
    if (left !== undefined && closing?.end === undefined) return left;
    if (closing) return closing.end;
    if (line.index > 0 || !isBlank(line.line)) shown++;
    const endsWhole = answer.openAt(line.end).length === 0 && !isInsideString(answer, line.end);
    if (endsWhole && isOneLine(line, lines, place)) return line.end;
    if (endsWhole && !opensBlock(line.line, place.syntax)) lastWhole = line.end;
    if (shown >= place.maxLines) return lastWhole ?? line.end;
  }
  return undefined;
}

/** Ends the answer at the end of its line or block. */
export function endOfScope(text: string, place: Place): string {
  return text.slice(0, findEndOfScope(text, place));
}

function isInsideString(answer: AnswerScan, offset: number): boolean {
  return answer.spans.some(
    (span) => span.kind === "string" && span.from >= 0 && span.from < offset && (span.to > offset || span.open),
  );
}

/** Where the answer leaves the block before this line: a dedent, or a blank line where a paragraph is enough. */
function leavesAt(line: TextLine, lines: readonly TextLine[], place: Place): number | undefined {
  const previous = lines[line.index - 1];
  if (!previous) return undefined;
  const isBegun = lines.slice(0, line.index).some((each) => !isBlank(each.line));
  if (isBlank(line.line)) return isBegun && !place.explicit ? previous.end : undefined;
  const width = indentWidth(line.line, place.cursor.indentation.tabSize);
  const base = indentWidth(place.lineBefore + (lines[0]?.line ?? ""), place.cursor.indentation.tabSize);
  const inner = !place.isLineStart && opensBlock(place.lineBefore, place.syntax) && isBlank(lines[0]?.line ?? "");
  return (inner ? width <= base : width < base) ? previous.end : undefined;
}

interface EndAt {
  readonly end: number;
}

/** The first thing in this line that closes what was opened before the cursor and is closed below anyway. */
function closingIn(
  answer: AnswerScan,
  line: TextLine,
  below: ReadonlyMap<number, number>,
  place: Place,
): EndAt | undefined {
  for (const closing of answer.outerClosings) {
    if (closing.at < line.at || closing.at >= line.end + 1) continue;
    if (closing.partner === undefined) {
      if (place.syntax.looseRound) continue;
      return { end: closing.at };
    }
    const closedAt = below.get(closing.partner);
    if (closedAt === undefined) {
      // The document lacks this closing: it belongs to the answer, which ends with its line.
      if (line.index > 0) return { end: line.end };
      continue;
    }
    if (closedAt < place.lineAfter.length && isClosingRest(place.lineAfter)) continue;
    return { end: closing.at };
  }
  return undefined;
}

function isOneLine(line: TextLine, lines: readonly TextLine[], place: Place): boolean {
  if (line.index === 0 && !isClosingRest(place.lineAfter)) return true;
  if (place.scope === "block") return false;
  if (line.index === 0) return !opensBlock(place.lineBefore + line.line, place.syntax);
  // An indented block goes on until it is left; a bracketed one has just ended.
  return !(place.syntax.indented && opensBlock(place.lineBefore + (lines[0]?.line ?? ""), place.syntax));
}
