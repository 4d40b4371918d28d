import { redactionMark } from "../privacy/redaction.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Drops an answer that repeats the mark by which the prompt replaced a secret. */
export function dropRedactedText(text: string, { cursor }: RuleContext): string {
  const isText = cursor.prefix.includes(redactionMark) || cursor.suffix.includes(redactionMark);
  return text.includes(redactionMark) && !isText ? "" : text;
}
