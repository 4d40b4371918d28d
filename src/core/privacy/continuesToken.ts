import { isInterleaved } from "./isInterleaved.ts";
import { tokenFormats } from "./tokenFormats.ts";

/** Characters that secrets of known formats consist of. */
const run = "[\\w.+/=%-]+";
/** Parts of placeholder values. */
const placeholder = /example|x{4}|your|dummy|fake|\.{3}/i;
const begun = tokenFormats.map(({ start, isAlsoWord = false }) => ({
  pattern: new RegExp(`${start.source}(?<body>${run})`, "g"),
  isAlsoWord,
}));

/**
 * Whether a suggestion writes a part of a secret whose format is known by its start: `ghp_` and any character after it.
 * @param before the line before the cursor, in which the secret may have begun
 */
export function continuesToken(text: string, before: string): boolean {
  const written = before + text;
  return begun.some(({ pattern, isAlsoWord }) =>
    [...written.matchAll(pattern)].some(({ 0: found, index, groups }) => {
      const body = groups?.["body"] ?? "";
      if (index + found.length <= before.length || placeholder.test(body)) return false;
      return !isAlsoWord || (isInterleaved(body) && !isName(found));
    }),
  );
}

/** Whether a text consists of words, with two numbers at most: `pathToFileURL`, `path2url`, `apis/v1beta1`. */
function isName(text: string): boolean {
  const numbers = text.match(/\d+/g) ?? [];
  const words = text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return numbers.length <= 2 && words.join("").length >= words.length * 3;
}
