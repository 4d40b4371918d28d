import type { LanguageSyntax } from "../languages/language.ts";

/** Marks at the end of a line that open a block, in any language; `-->` ends a comment. */
const opener = /(?:[{([]|=>|(?<!-)->|\|[\w\s,]*\|)\s*$/;
/** Words that do so in languages without brackets around blocks. */
const wordOpener = /\b(?:do|then|else|begin|of|where|try|repeat)\s*$/;

/** Whether a block opens at the end of this line. */
export function opensBlock(line: string, syntax: LanguageSyntax): boolean {
  if (opener.test(line) || (syntax.indented === true && /:\s*$/.test(line))) return true;
  if ((syntax.indented || syntax.closeWords) && wordOpener.test(line)) return true;
  const first = /^\s*([a-z]+)\b/.exec(line)?.[1];
  return first !== undefined && syntax.openWords?.includes(first) === true && !/\b(?:end|fi|done|esac)\s*$/.test(line);
}
