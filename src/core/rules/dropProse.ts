import { looksLikeProse } from "./looksLikeProse.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Drops an answer that talks to the user instead of going on with the code. Comments, strings and prose may talk. */
export function dropProse(text: string, context: RuleContext): string {
  if (context.syntax.prose || context.inside !== "code") return text;
  return looksLikeProse(text) ? "" : text;
}
