/**
 * What was typed at a place since `before` ended there: the text between `before` and the end of `prefix`, if
 * `before` is still there and at most `limit` UTF-16 units follow it.
 */
export function typedSince(before: string, limit: number, prefix: string): string | undefined {
  const window = prefix.slice(Math.max(0, prefix.length - before.length - limit));
  const at = window.lastIndexOf(before);
  return at < 0 ? undefined : window.slice(at + before.length);
}
