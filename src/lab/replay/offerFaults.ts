import { leavesOpen } from "../../core/rules/leavesOpen.ts";
import { isAlreadyThere } from "../../core/rules/repeats/isAlreadyThere.ts";
import { createRuleContext } from "../../core/rules/ruleContext.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { holdsSecret } from "./holdsSecret.ts";
import type { ParserJudge } from "./parserJudge.ts";

/** What is wrong with an offer whatever was written instead. */
export interface OfferFaults {
  /** Accepted, it leaves a bracket, string, tag or comment open that nothing closes. */
  readonly unbalanced: boolean;
  /** The same as a real parser sees it: more brackets or quotes without a partner; undefined without a grammar. */
  readonly unbalancedByParser: boolean | undefined;
  /** It declares, imports or lists what is there already. */
  readonly alreadyThere: boolean;
  /** It holds what the redaction replaces. */
  readonly secret: boolean;
}

/** Looks at an offer as it would be in the document. @param replaceAfter UTF-16 units after the cursor that it replaces */
export function offerFaultsOf(text: string, cursor: Cursor, replaceAfter: number, judge?: ParserJudge): OfferFaults {
  const context = createRuleContext(cursor, { scope: "line", maxLines: 1 });
  const { prefix, suffix, languageId } = cursor;
  const before = judge?.(prefix + suffix, languageId);
  const after = before === undefined ? undefined : judge?.(prefix + text + suffix.slice(replaceAfter), languageId);
  return {
    unbalanced: leavesOpen(text, context, replaceAfter),
    unbalancedByParser: before === undefined || after === undefined ? undefined : after > before,
    alreadyThere: isAlreadyThere(text, context),
    secret: holdsSecret(text, context.lineBefore),
  };
}
