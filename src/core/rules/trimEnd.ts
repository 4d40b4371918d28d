import { isInsideString, scanAnswer } from "./answerScan.ts";
import type { RuleContext } from "./ruleContext.ts";
import { splitLines } from "./splitLines.ts";

/**
 * Trims white space at the end, and at the end of every line where it means nothing: not inside strings, and not in
 * prose, where two spaces break a line.
 */
export function trimEnd(text: string, context: RuleContext): string {
  const end = text.trimEnd();
  if (context.syntax.prose || !/[ \t]\n/.test(end)) return end;
  const answer = scanAnswer(end, context);
  return splitLines(end)
    .map((line) => (isInsideString(answer, line.end) || context.inside === "string" ? line.line : line.line.trimEnd()))
    .join("\n");
}
