import { isInterleaved } from "./isInterleaved.ts";
import { tokenFormats } from "./tokenFormats.ts";

/** Characters that secrets of known formats consist of. */
const run = "[\\w.+/=%-]+";
/** Parts of values that stand for a secret in examples. */
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
      return !isAlsoWord || isInterleaved(body);
    }),
  );
}
