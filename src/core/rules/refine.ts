import { isEndedByToken } from "./cutAtControlToken.ts";
import { findNextLine, pendingNextLine } from "./cutAtNextLine.ts";
import { mayBecomeEcho } from "./dropEchoedLines.ts";
import { endBalanced } from "./endBalanced.ts";
import { findEndOfScope } from "./endOfScope.ts";
import { fitRestOfLine } from "./fitRestOfLine.ts";
import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";
import type { RuleName } from "./rules.ts";
import { closingRules, openingRules } from "./rules.ts";

export type Refinement =
  | {
      readonly kind: "suggestion";
      /** Text to insert at the cursor, "\n" line ends. */
      readonly text: string;
      /** UTF-16 units after the cursor, on its line, that the text replaces; the text holds them in order. */
      readonly replaceAfter: number;
      /** Rules that changed the answer, in order. */
      readonly changedBy: readonly RuleName[];
    }
  | { readonly kind: "dropped"; readonly rule: RuleName };

/** Turns a model's raw answer into what fits at the cursor, or names the rule that left nothing of it. Never throws. */
export function refine(text: string, context: RuleContext): Refinement {
  if (isBlank(text)) return { kind: "dropped", rule: "empty" };
  const changedBy: RuleName[] = [];
  let kept = text;
  for (const [name, rule] of [...openingRules, ...closingRules]) {
    const before = kept;
    kept = rule(before, context);
    if (isBlank(kept)) return { kind: "dropped", rule: name };
    if (kept !== before) changedBy.push(name);
  }
  const fitted = fitRestOfLine(kept, context);
  if (isBlank(fitted.text)) return { kind: "dropped", rule: "fitRestOfLine" };
  if (fitted.text !== kept || fitted.replaceAfter > 0) changedBy.push("fitRestOfLine");
  // A text that replaces the rest of the line contains all of it, and is not shortened.
  const balanced = fitted.replaceAfter > 0 ? fitted.text : endBalanced(fitted.text, context);
  if (isBlank(balanced)) return { kind: "dropped", rule: "endBalanced" };
  if (balanced !== fitted.text) changedBy.push("endBalanced");
  return { kind: "suggestion", ...fitted, text: balanced, changedBy };
}

/**
 * Whether an answer that begins with these complete lines is decided: whatever follows, {@link refine} makes the same of it.
 * `text` must end with "\n".
 */
export function isEnough(text: string, context: RuleContext): boolean {
  let opened = text;
  for (const [name, rule] of openingRules) {
    if (name === "cutAtControlToken" && isEndedByToken(opened, context)) return true;
    if (name === "dropEchoedLines" && mayBecomeEcho(opened, context)) return false;
    opened = rule(opened, context);
  }
  if (isBlank(opened)) return false;
  if (findNextLine(opened, context) !== undefined) return true;
  const end = findEndOfScope(opened, context);
  return end !== undefined && end <= (pendingNextLine(opened, context) ?? end);
}
