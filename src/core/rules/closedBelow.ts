import { indentWidth } from "../code/indentation.ts";
import { scan } from "../code/scan/scan.ts";
import type { Frame, Mark } from "../code/scan/scanState.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Characters behind the cursor in which closings are looked for. */
export const reach = 8_000;

/** What the document behind the cursor does with what was opened before it. */
export interface ClosedBelow {
  /** From the offset of an opening (negative) to the offset of its closing, both from the cursor. */
  readonly closings: ReadonlyMap<number, number>;
  /** Something that was opened before the cursor is closed nowhere in the document. */
  readonly lacksClosing: boolean;
}

/**
 * Pairs what is open at the cursor with what closes it in the rest of the document. A closing at the start of a line
 * that is less indented than the line of an opening belongs to an outer one: then the document lacks one.
 */
export function closedBelow(context: RuleContext): ClosedBelow {
  const { cursor, lineBefore, atLineStart, atCursor } = context;
  const zero = atLineStart.length + lineBefore.length;
  const below = cursor.suffix.slice(0, reach);
  const frames = withoutUnfinishedTag(atCursor.frames, context.lineAfter);
  const result = scan(below, cursor.languageId, { ...atCursor, frames });
  const closings = new Map<number, number>();
  for (const span of result.spans) {
    // A string that the line's end cuts off is not closed.
    const isClosed = !span.open && span.to > span.close;
    if (span.kind === "string" && span.from < zero && isClosed) closings.set(span.from - zero, span.close - zero);
  }
  const open = frames.filter((frame) => frame.kind === "bracket" || frame.kind === "word" || frame.kind === "element");
  for (const mark of result.marks) {
    if (mark.kind !== "close" || (mark.partner !== undefined && mark.partner >= zero)) continue;
    const found = open.findLastIndex((frame) => isClosedBy(frame, mark, zero, context));
    if (found < 0) continue;
    closings.set((open[found]?.at ?? 0) - zero, mark.at - zero);
    open.length = found;
  }
  const unclosed = frames.filter((frame) => frame.kind === "bracket" && !closings.has(frame.at - zero));
  return { closings, lacksClosing: cursor.suffix.length <= reach && unclosed.length > 0 };
}

/** A tag that is being typed would swallow what follows, up to the next `>`. */
function withoutUnfinishedTag(frames: readonly Frame[], lineAfter: string): readonly Frame[] {
  return frames.at(-1)?.kind === "tag" && !lineAfter.includes(">") ? frames.slice(0, -1) : frames;
}

function isClosedBy(frame: Frame, mark: Mark, zero: number, { cursor }: RuleContext): boolean {
  const at = mark.at - zero;
  const text = cursor.suffix.slice(at, mark.end - zero);
  const fits = frame.kind === "element" ? text.startsWith(`</${frame.name}`) : "close" in frame && frame.close === text;
  const lineStart = at === 0 ? 0 : cursor.suffix.lastIndexOf("\n", at - 1) + 1;
  if (!fits || lineStart === 0 || cursor.suffix.slice(lineStart, at).trim() !== "") return fits;
  const { tabSize } = cursor.indentation;
  return indentWidth(cursor.suffix.slice(lineStart), tabSize) >= openingWidth(frame.at - zero, cursor.prefix, tabSize);
}

/** Indentation, in columns, of the line of an opening; `at` counts back from the cursor. */
export function openingWidth(at: number, prefix: string, tabSize: number): number {
  const lineStart = prefix.lastIndexOf("\n", prefix.length + at) + 1;
  return indentWidth(prefix.slice(lineStart), tabSize);
}
