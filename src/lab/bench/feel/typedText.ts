import { autoClosed } from "../../replay/autoClosed.ts";
import { startsWithLoosely } from "../../replay/engineScore.ts";
import type { ReplayCase } from "../../replay/replayCase.ts";

/** What is wrong with a file after a line was typed: brackets or quotes too many behind the cursor, or any other text. */
export type TextFault = "brackets" | "text";

/**
 * Compares a file with what was meant: the line, nothing but what VS Code closes by itself behind it, and everything else
 * as it was. Runs of white space count as one space.
 * @param offset of the cursor, in UTF-16 units
 */
export function textFaultOf(replayCase: ReplayCase, text: string, offset: number): TextFault | undefined {
  const { prefix, suffix, targetLine, targetBlock, languageId } = replayCase;
  const [before, after] = [text.slice(0, offset), text.slice(offset)];
  const isWritten = startsWithLoosely(before, prefix + targetLine) && startsWithLoosely(prefix + targetBlock, before);
  if (!isWritten || !after.endsWith(suffix)) return "text";
  const closed = after.slice(0, after.length - suffix.length);
  if (closed === autoClosed(before.slice(before.lastIndexOf("\n") + 1), languageId)) return undefined;
  return /^[)\]}"'`]+$/.test(closed) ? "brackets" : "text";
}
