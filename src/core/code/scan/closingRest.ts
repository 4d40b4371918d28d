/**
 * Whether the rest of a line holds nothing but what closes: brackets, quotes, separators, closing tags. An editor or a
 * hand leaves these behind the cursor; more than that is code to be respected.
 */
export function isClosingRest(rest: string): boolean {
  return /^(?:[\s)\]}>"'`;,]|<\/[\w.:-]*>|\/>)*$/.test(rest);
}
