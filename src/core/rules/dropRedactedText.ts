import type { RuleContext } from "./ruleContext.ts";

/** What prompts have in the place of secrets. */
const mark = "[redacted]";

/** Drops an answer that repeats the mark which stood in the prompt in place of a secret: nobody wants that in a file. */
export function dropRedactedText(text: string, { cursor }: RuleContext): string {
  const isText = cursor.prefix.includes(mark) || cursor.suffix.includes(mark);
  return text.includes(mark) && !isText ? "" : text;
}
