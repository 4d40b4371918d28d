import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Farthest line above that an echo may begin with. */
const reach = 12;
/** A single repeated line counts as an echo from this many characters on; two or more lines always do. */
const distinctive = 8;

/**
 * Takes away the beginning of an answer that repeats the lines just above the cursor. An answer that is nothing but
 * such a repetition is dropped.
 */
export function dropEchoedLines(text: string, context: RuleContext): string {
  const answered = text.split("\n");
  const above = context.above.filter((line) => !isBlank(line)).slice(0, reach);
  for (let distance = above.length; distance >= 1; distance--) {
    const echo = above.slice(0, distance).reverse();
    const found = echoLength(answered, echo, context);
    if (found !== undefined) return dropRetypedStart(answered.slice(found).join("\n"), context);
  }
  return text;
}

/** Whether these lines may be the beginning of an echo that the following ones complete. */
export function mayBecomeEcho(text: string, context: RuleContext): boolean {
  const answered = text.split("\n").filter((line) => !isBlank(line));
  const above = context.above
    .filter((line) => !isBlank(line))
    .slice(0, reach)
    .reverse();
  if (!context.isLineStart) above.push(context.lineBefore);
  return above.some((_, from) => answered.every((line, i) => above[from + i]?.trim() === line.trim()));
}

/** How many lines of the answer repeat `echo`; undefined if it goes another way before the echo ends. */
function echoLength(answered: readonly string[], echo: readonly string[], context: RuleContext): number | undefined {
  let at = 0;
  for (const line of echo) {
    while (at < answered.length && isBlank(answered[at] ?? "")) at++;
    if (at >= answered.length) return undefined;
    if (answered[at]?.trim() !== line.trim()) return undefined;
    at++;
  }
  const isLine = context.isLineStart && isBlank(context.lineAfter);
  const repeats = echo.length > 1 || ((echo[0]?.trim().length ?? 0) >= distinctive && /\p{L}/u.test(echo[0] ?? ""));
  if (!repeats || !isLine) {
    // Behind the start of a line, only an echo that arrives at that line again is one.
    return answered[at]?.trimStart().startsWith(context.lineBefore.trim()) && !context.isLineStart ? at : undefined;
  }
  return at;
}

function dropRetypedStart(text: string, { lineBefore, isLineStart }: RuleContext): string {
  if (isLineStart) return text;
  const start = text.trimStart();
  const written = lineBefore.trim();
  return start.startsWith(written)
    ? start.slice(written.length).replace(/^[ \t]+/, /\s$/.test(lineBefore) ? "" : "$&")
    : text;
}
