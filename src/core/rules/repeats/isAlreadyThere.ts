import type { RuleContext } from "../ruleContext.ts";
import { declaresAgain } from "./declaresAgain.ts";
import { importsAgain } from "./importsAgain.ts";
import { repeatsAttribute } from "./repeatsAttribute.ts";
import { repeatsForm } from "./repeatsForm.ts";
import { repeatsItem } from "./repeatsItem.ts";
import { repeatsKey } from "./repeatsKey.ts";
import { repeatsOperand } from "./repeatsOperand.ts";
import { repeatsVariable } from "./repeatsVariable.ts";

/**
 * Whether a text says again what its place already has: a declaration of the same block, an import of the file, a
 * parameter, key or member of the same list, an attribute of the same tag, a case of the same switch, an operand of the
 * same chain, a target or variable of the same file.
 */
export function isAlreadyThere(text: string, context: RuleContext): boolean {
  if (context.inside === "comment" || context.syntax.prose === true) return false;
  const siblings = context.siblings();
  return (
    declaresAgain(text, context, siblings) ||
    repeatsKey(text, context, siblings) ||
    repeatsItem(text, context) ||
    repeatsOperand(text, context) ||
    repeatsForm(text, context) ||
    repeatsVariable(text, context) ||
    repeatsAttribute(text, context) ||
    importsAgain(text, context)
  );
}
