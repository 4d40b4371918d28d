/**
 * Whether a text is mixed as random characters are and names are not: digits between letters, letters between digits, or
 * capitals in other ways than capitalized words.
 */
export function isInterleaved(text: string): boolean {
  return text
    .split(/[-_./]/)
    .some(
      (part) => /[a-z]\d+[a-z]|\d[a-z]+\d/i.test(part) || (part.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length >= 3,
    );
}
