/** Longest group of lines that is recognised when it is repeated. */
const longestGroup = 8;

/** Lines of a text that repeat one group of lines up to the end. */
export interface Repetition {
  /** Index of the first line of the first round. */
  readonly from: number;
  /** Lines of one round. */
  readonly size: number;
}

/**
 * Finds the shortest group of lines that a text repeats up to its end; the last round may be incomplete. White space
 * around a line does not matter, and at least one line of the group has a letter or digit: closing brackets are not a
 * repetition.
 * @param rounds how often the group must occur in a row, in full
 */
export function findRepetition(lines: readonly string[], rounds: number): Repetition | undefined {
  for (let size = 1; size <= longestGroup && size * rounds <= lines.length; size++) {
    let from = lines.length - size;
    while (from > 0 && lines[from - 1]?.trim() === lines[from - 1 + size]?.trim()) from--;
    const isText = lines.slice(from, from + size).some((line) => /[\p{L}\p{N}]/u.test(line));
    if (isText && (lines.length - from) / size >= rounds) return { from, size };
  }
  return undefined;
}
