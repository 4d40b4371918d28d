import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";
import type { TextLine } from "./splitLines.ts";
import { splitLines } from "./splitLines.ts";

/** One line counts as said again from this many characters on; shorter ones such as `}` come by chance. */
const distinctive = 6;

/**
 * Where the answer begins to say what is already below the cursor: at a line that equals the next line of the
 * document, or at two lines that equal the next two where one is too common to decide. Undefined while it says something
 * new.
 */
export function findNextLine(text: string, context: RuleContext): number | undefined {
  const [first = "", second] = context.below.filter((line) => !isBlank(line));
  const lines = splitLines(text).filter(
    ({ line, index }) => !isBlank(line) && (index > 0 || isBlank(context.lineAfter)),
  );
  const whole = ({ index, line }: TextLine) => (index === 0 ? context.lineBefore + line : line);
  for (const [i, line] of lines.entries()) {
    if (whole(line).trim() !== first.trim()) continue;
    if (isDistinctive(first.trim())) return line.at;
    const next = lines[i + 1];
    const isExact = whole(line).trimEnd() === first.trimEnd() && next?.line.trimEnd() === second?.trimEnd();
    if (next && isExact) return line.at;
  }
  return undefined;
}

/** Where the answer's last line begins, if it may be the first of two that are below the cursor: the next decides. */
export function pendingNextLine(text: string, context: RuleContext): number | undefined {
  const last = splitLines(text).findLast(({ line }) => !isBlank(line));
  const first = context.below.find((line) => !isBlank(line));
  if (last === undefined || first === undefined) return undefined;
  const whole = last.index === 0 ? context.lineBefore + last.line : last.line;
  return whole.trimEnd() === first.trimEnd() ? last.at : undefined;
}

/** Long enough, with a word in it, and more than an opening that many calls share. */
function isDistinctive(line: string): boolean {
  return line.length >= distinctive && /[\p{L}\p{N}]/u.test(line) && !/[({[:]$/.test(line);
}

/** Ends the answer before it repeats the line below the cursor. */
export function cutAtNextLine(text: string, context: RuleContext): string {
  const lines = splitLines(text);
  const next = context.below.find((line) => !isBlank(line))?.trim();
  const isOnlyLine = lines.length === 1 && next !== undefined && next.length >= distinctive;
  if (isOnlyLine && isBlank(context.lineAfter) && (context.lineBefore + text).trim() === next) return "";
  return text.slice(0, findNextLine(text, context));
}
