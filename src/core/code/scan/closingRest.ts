/**
 * Whether the rest of a line contains only brackets, quotes, separators and tags that close something. The editor or
 * the user leaves these after the cursor; anything else is code that a suggestion must keep.
 */
export function isClosingRest(rest: string): boolean {
  return /^(?:[\s)\]}>"'`;,]|<\/[\w.:-]*>|\/>)*$/.test(rest);
}
