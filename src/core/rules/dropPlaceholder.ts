import type { RuleContext } from "./ruleContext.ts";

/** What a model writes where it should have written code. */
const empty =
  /^(?:\.{3}|…|(?:(?:add|write|put|insert|type|place|enter) )?(?:your|the|some) (?:code|implementation|logic)(?: goes)?(?: here)?|(?:the )?rest of (?:the|your) (?:code|file|function|implementation)|(?:\.{3}|…) ?(?:existing|rest of|remaining|previous|other|more)\b.*|(?:existing|remaining|previous) code(?: here)?|implementation(?: goes)? here|code(?: goes)? here|missing code|fill[- ]in(?: the code)?(?: here)?)[.…!:]*$/i;

/**
 * Drops an answer that is nothing but a comment without content: an empty one, or one in place of code that the
 * model didn't write. An ordinary comment, a TODO among them, is an answer.
 */
export function dropPlaceholder(text: string, context: RuleContext): string {
  if (context.syntax.prose || context.inside === "string") return text;
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const said = lines.map((line, i) => commentText(line, context, i === 0));
  if (said.some((each) => each === undefined)) return text;
  return said.every((each) => each === "" || empty.test(each ?? "")) ? "" : text;
}

/** What a line says as a comment; undefined if it is code. */
function commentText(line: string, { syntax, inside }: RuleContext, isFirst: boolean): string | undefined {
  if (isFirst && inside === "comment") return line;
  const open = syntax.lineComments.find((each) => line.startsWith(each));
  if (open !== undefined) return line.slice(open.length).trim();
  for (const [begin, end] of syntax.blockComments) {
    if (line.startsWith(begin) && line.endsWith(end) && line.length >= begin.length + end.length) {
      return line.slice(begin.length, -end.length).trim();
    }
  }
  return undefined;
}
