import type { NameRules } from "./languages/language.ts";

/** Whether a name continues from the end of `before` into `after`, the text that directly follows on the same line. */
export function nameGoesOn(before: string, after: string, { leads, joiners, tails }: NameRules): boolean {
  const last = before.slice(-1);
  const next = after.charAt(0);
  if (next === "" || /\s/.test(next)) return false;
  if (leads.includes(last) && isNamePart(next)) return true;
  if (!isNamePart(last)) return false;
  if (tails.includes(next)) return true;
  return joiners.includes(next) && isNamePart(after.charAt(1));
}

function isNamePart(character: string): boolean {
  return character !== "" && /[\w$]|[^\0-\x7f]/.test(character);
}
