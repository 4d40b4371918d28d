import { leavesOpen } from "../../core/rules/leavesOpen.ts";
import { isAlreadyThere } from "../../core/rules/repeats/isAlreadyThere.ts";
import { createRuleContext } from "../../core/rules/ruleContext.ts";
import type { Cursor } from "../../core/types/cursor.ts";

/** What is wrong with an offer whatever was written instead. */
export interface OfferFaults {
  /** Accepted, it leaves a bracket, string, tag or comment open that nothing closes. */
  readonly unbalanced: boolean;
  /** It declares, imports or lists what is there already. */
  readonly alreadyThere: boolean;
}

/** Looks at an offer as it would be in the document. @param replaceAfter UTF-16 units after the cursor that it replaces */
export function offerFaultsOf(text: string, cursor: Cursor, replaceAfter: number): OfferFaults {
  const context = createRuleContext(cursor, { scope: "line", maxLines: 1 });
  return { unbalanced: leavesOpen(text, context, replaceAfter), alreadyThere: isAlreadyThere(text, context) };
}
