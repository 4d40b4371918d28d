import type { LanguageSyntax } from "./languageSyntax.ts";

/** What opens a block at the end of a line, in some language. */
const opener = /(?:[{([]|=>|->|\b(?:do|then|else|begin|of|where)|\|[\w\s,]*\|)\s*$/;

/** Whether a block opens at the end of this line. */
export function opensBlock(line: string, syntax: LanguageSyntax): boolean {
  if (opener.test(line) || (syntax.indented === true && /:\s*$/.test(line))) return true;
  const first = /^\s*([a-z]+)\b/.exec(line)?.[1];
  return first !== undefined && syntax.openWords?.includes(first) === true && !/\b(?:end|fi|done|esac)\s*$/.test(line);
}
