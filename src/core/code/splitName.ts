const pieces =
  /(?:\p{Lu}\p{M}*)+(?![\p{Ll}\p{M}])|(?:\p{Lu}\p{M}*)?[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{M}]+|\p{N}+|[^\p{L}\p{N}\p{M}]+/gu;

/**
 * Splits a name where camelCase, digits and signs such as `_`, `$` and `-` divide it. The pieces in a row are the name
 * again, signs included: `parseHTTPReply_2` → parse, HTTP, Reply, _, 2.
 */
export function splitName(name: string): readonly string[] {
  return name.match(pieces) ?? [];
}

/** The words and numbers of a name, as they are written: `parseHTTPReply_2` → parse, HTTP, Reply, 2. */
export function wordsOfName(name: string): readonly string[] {
  return splitName(name).filter(isWord);
}

/** Whether a piece of a name is a word or a number, not a sign. */
export function isWord(piece: string): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(piece);
}
