import { isMixed } from "./isMixed.ts";

/**
 * Whether a text is mixed as random characters are: digits between letters, letters between digits, or capitals in other
 * ways than two or three capitalized words have them.
 */
export function isInterleaved(text: string): boolean {
  return text.split(/[-_./]/).some((part) => /[a-z]\d+[a-z]|\d[a-z]+\d/i.test(part) || isMixed(part));
}
