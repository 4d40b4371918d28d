import { indentOf } from "../code/indentation.ts";
import { scan } from "../code/scan/scan.ts";
import type { Frame } from "../code/scan/scanState.ts";
import { reach } from "./closedBelow.ts";
import type { RuleContext } from "./ruleContext.ts";
import type { TextLine } from "./splitLines.ts";
import { splitLines } from "./splitLines.ts";

/** A last line that ends otherwise may have been cut in the middle. */
const lineIsWhole = /[;,)\]}>"'`]$/;
/** A line that ends so goes on. */
const goesOn = /(?:[:=+*/&|<]|\?\??|\s[-?]|=>|\.)$/;

/**
 * Ends a text that opens more than it closes, such as an answer cut at its longest length, where nothing is broken: at a
 * whole line, with what is still open there closed on lines of its own, otherwise before what it leaves open. What the
 * document closes below the cursor may stay open.
 */
export function endBalanced(text: string, context: RuleContext): string {
  if (context.syntax.prose) return text;
  const open = openAfter(text + context.lineAfter, text.length, context);
  const [outermost] = open;
  if (outermost === undefined || areClosedBelow(open, text, context)) return text;
  const closed = context.lineAfter.trim() === "" ? closedAfterLine(text, context) : undefined;
  return closed ?? text.slice(0, outermost.at).trimEnd();
}

/**
 * What is opened before an offset and open at the end of `after`, the text from the cursor on; outermost first. Offsets
 * count from the cursor.
 */
function openAfter(after: string, length: number, context: RuleContext): readonly Frame[] {
  const from = context.atLineStart.length + context.lineBefore.length;
  const { frames } = scan(context.lineBefore + after, context.cursor.languageId, context.atLineStart).state;
  return frames
    .filter(mustBeClosed)
    .map((frame) => ({ ...frame, at: frame.at - from }))
    .filter(({ at }) => at >= 0 && at < length);
}

/** What stays broken code until it is closed. Block words and the text of heredocs or templates end on a later line. */
function mustBeClosed(frame: Frame): boolean {
  if (frame.kind === "comment") return frame.close !== "\n";
  return frame.kind === "bracket" || frame.kind === "string" || frame.kind === "tag" || frame.kind === "element";
}

/** Whether the document closes below what the text opens, and still all that it closed without the text. */
function areClosedBelow(
  open: readonly Frame[],
  text: string,
  { cursor, lineBefore, atLineStart }: RuleContext,
): boolean {
  const { languageId } = cursor;
  const below = cursor.suffix.slice(0, reach);
  const from = atLineStart.length + lineBefore.length;
  const whole = scan(lineBefore + text + below, languageId, atLineStart);
  const closed = new Set(whole.marks.flatMap(({ kind, partner }) => (kind === "close" ? (partner ?? []) : [])));
  if (!open.every(({ at }) => closed.has(at + from))) return false;
  return whole.state.frames.length <= scan(lineBefore + below, languageId, atLineStart).state.frames.length;
}

/** The text up to its last whole line after which everything can be closed on lines of its own, and the closings. */
function closedAfterLine(text: string, context: RuleContext): string | undefined {
  const lines = splitLines(text);
  for (const line of lines.toReversed()) {
    const content = line.line.trimEnd();
    const isLast = line.index === lines.length - 1;
    if (content.trim() === "" || goesOn.test(content) || (isLast && !lineIsWhole.test(content))) continue;
    const kept = text.slice(0, line.at) + content;
    const open = openAfter(kept, kept.length, context);
    if (open.length === 0) return kept;
    const closings = closingLines(open, line, lines, context);
    if (closings === undefined) continue;
    return [context.syntax.endsItemsWithComma ? kept : kept.replace(/,$/, ""), ...closings].join("\n");
  }
  return undefined;
}

/** A line that closes what each line above `last` opened, innermost first; undefined where something is no block. */
function closingLines(
  open: readonly Frame[],
  last: TextLine,
  lines: readonly TextLine[],
  { lineBefore, indent }: RuleContext,
): readonly string[] | undefined {
  const closings = new Map<TextLine, string>();
  for (const frame of open.toReversed()) {
    const line = lines.findLast(({ at }) => at <= frame.at);
    if (line === undefined || line.index >= last.index) return undefined;
    if (frame.kind === "bracket") {
      closings.set(line, (closings.get(line) ?? "") + frame.close);
      // The innermost bracket of a line ends it; what is before it is closed along with it.
      if (closings.get(line) === frame.close && !isLineEnd(line, frame.at + 1)) return undefined;
    } else if (frame.kind === "element") {
      if (!line.line.trimEnd().endsWith(">")) return undefined;
      closings.set(line, `${closings.get(line) ?? ""}</${frame.name}>`);
    } else return undefined;
  }
  return [...closings].map(
    ([line, text]) => (line.index === 0 && lineBefore !== "" ? indent : indentOf(line.line)) + text,
  );
}

function isLineEnd(line: TextLine, offset: number): boolean {
  return line.line.slice(offset - line.at).trim() === "";
}
