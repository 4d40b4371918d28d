import type { RuleContext } from "./ruleContext.ts";

/** What cannot be the last thing before a closing bracket: a separator, an operator, an opening bracket. */
const waitsForMore = /(?:[,:=([{+*/&|<]|\?\??|\s[-?]|=>|\.)\s*$/;
/** An empty string in the place of a value that the engine does not know. */
const emptyValue = /(?:[:=(,[]\s*|\s)(?:""|''|``)\s*$/;

/** Whether a text stops in the middle of something: before a closing bracket at `,` or `?:`, anywhere at an empty string. */
export function endsUnfinished(text: string, { lineAfter }: RuleContext, replaceAfter = 0): boolean {
  const rest = lineAfter.slice(replaceAfter);
  if (emptyValue.test(text)) return true;
  return /^\s*[)\]}]/.test(rest) && waitsForMore.test(text);
}
