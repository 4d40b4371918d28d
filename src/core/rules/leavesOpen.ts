import { scan } from "../code/scan/scan.ts";
import type { Frame } from "../code/scan/scanState.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Length of the quotes of a docstring or text block, which people write line by line. */
const longQuote = 3;

/**
 * Whether the code is broken once `text` is inserted: a bracket, string, tag or block comment that the text opens is
 * still open at the end of the line; so is a string that was opened on the cursor's line; or the text takes the closing
 * bracket that belonged to what was opened before. Block words such as `do` don't count, because their end belongs on a
 * later line.
 * @param replaceAfter UTF-16 units after the cursor that the text replaces
 */
export function leavesOpen(text: string, context: RuleContext, replaceAfter = 0): boolean {
  const { lineBefore, lineAfter, atLineStart, cursor } = context;
  const lineStart = atLineStart.length;
  const from = lineStart + lineBefore.length;
  const openAfter = (line: string) => scan(line, cursor.languageId, atLineStart).state.frames;
  const frames = openAfter(lineBefore + text + lineAfter.slice(replaceAfter));
  const wasOpen = lineAfter.trim() === "" ? undefined : new Set(openAfter(lineBefore + lineAfter).map(({ at }) => at));
  return frames.some((frame) => {
    if (frame.at >= from) return frame.at < from + text.length && isClosedOnItsLine(frame);
    if (frame.kind === "string") return frame.at >= lineStart && frame.syntax.open.length < longQuote;
    return wasOpen !== undefined && !wasOpen.has(frame.at);
  });
}

function isClosedOnItsLine(frame: Frame): boolean {
  return frame.kind !== "word" && !(frame.kind === "comment" && frame.close === "\n");
}
