import { dropRetypedMark } from "./dropRetypedMark.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Left parts shorter than this are repeated by chance: `x`, `(`, `if`. */
const shortest = 3;
const wordEnd = /[\p{L}\p{N}_]+$/u;
const wordStart = /^[\p{L}\p{N}_]+/u;

/**
 * Takes away what the answer types again of the line left of the cursor: the whole of it (`return fo▮` answered by
 * `return foo(1)`), a comment's marker, the sign at its end (`x = ▮` answered by `= 1`), or the word that is being typed
 * (`fo▮` answered by `foo`).
 */
export function dropRetypedLine(text: string, context: RuleContext): string {
  const written = context.lineBefore.trim();
  if (written === "") return text;
  const start = text.trimStart();
  if (
    written.length >= shortest &&
    !/^[\p{L}\p{N}_$]+$/u.test(written) &&
    start.startsWith(written) &&
    isRetyped(written, start, context)
  ) {
    return start.slice(written.length + missingSpace(context.lineBefore, start.slice(written.length)));
  }
  const isBegun = (open: string) => written === open || (context.inside === "comment" && written.endsWith(open));
  const { lineComments, codeMarks = [] } = context.syntax;
  const marker = codeMarks.find((mark) => written === mark) ?? lineComments.find(isBegun);
  if (marker !== undefined && start.startsWith(marker)) return start.slice(marker.length).trimStart();
  return dropRetypedMark(text, context) ?? dropRetypedWord(text, context);
}

/** A call may well repeat its own beginning, `f(f(x))`; a whole line that is begun again is retyped. */
function isRetyped(written: string, start: string, context: RuleContext): boolean {
  const next = start[written.length] ?? "";
  if (wordEnd.test(written)) return context.lineAfter.trim() === "" || !wordStart.test(next);
  return (
    /\s/.test(written) ||
    /[=:]$/.test(written) ||
    !/^[\p{L}\p{N}_.]+\($/u.test(written) ||
    !context.lineAfter.startsWith(")")
  );
}

/** The cursor is already behind the white space that the answer repeats. */
function missingSpace(lineBefore: string, rest: string): number {
  return /\s$/.test(lineBefore) ? (/^[ \t]+/.exec(rest)?.[0].length ?? 0) : 0;
}

function dropRetypedWord(text: string, { lineBefore, cursor }: RuleContext): string {
  const begun = wordEnd.exec(lineBefore)?.[0] ?? "";
  const word = wordStart.exec(text)?.[0] ?? "";
  if (begun.length < 2 || word.length <= begun.length || !word.startsWith(begun)) return text;
  // `get▮` + `getter` might mean `getgetter`: believed only if some text nearby says so.
  return cursor.prefix.includes(begun + word) || cursor.suffix.includes(begun + word) ? text : text.slice(begun.length);
}
