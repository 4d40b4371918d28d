/** Names and numbers, single other characters, and runs of blanks. */
const lexeme = /[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu;

/** Splits text into names, numbers, other characters and runs of blanks; nothing is left out. */
function lexemesOf(text: string): readonly string[] {
  return text.match(lexeme) ?? [];
}

/** Lexemes without blanks. */
export function wordsOf(text: string): readonly string[] {
  return lexemesOf(text).filter((each) => each.trim() !== "");
}

/**
 * Least number of insertions, deletions and replacements that turn `needle` into some part of `haystack` (Sellers, "The
 * theory and computation of evolutionary distances", Journal of Algorithms 1, 1980).
 */
export function distanceToBestPart(needle: readonly string[], haystack: readonly string[]): number {
  let row = new Uint16Array(haystack.length + 1); // An empty needle is found everywhere.
  for (const [i, wanted] of needle.entries()) {
    const next = new Uint16Array(haystack.length + 1);
    next[0] = i + 1;
    for (const [j, found] of haystack.entries()) {
      const replaced = (row[j] ?? 0) + (wanted === found ? 0 : 1);
      next[j + 1] = Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
    }
    row = next;
  }
  return Math.min(...row);
}

/** Characters of the lexemes of `before` that are still in `after`, in the same order. */
export function retainedCharacters(before: string, after: string): number {
  if (before === after) return before.length;
  const [old, now] = [lexemesOf(before), lexemesOf(after)];
  let row = new Uint32Array(now.length + 1);
  for (const kept of old) {
    const next = new Uint32Array(now.length + 1);
    for (const [j, found] of now.entries()) {
      const matched = kept === found ? (row[j] ?? 0) + kept.length : 0;
      next[j + 1] = Math.max(matched, row[j + 1] ?? 0, next[j] ?? 0);
    }
    row = next;
  }
  return row[now.length] ?? 0;
}
