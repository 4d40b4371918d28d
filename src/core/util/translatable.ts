/**
 * Marks English texts, or a table of them, that are translated where they are shown. Returns them unchanged: the test of
 * the translations finds them by this call.
 */
export function translatable<const Texts>(texts: Texts): Texts {
  return texts;
}
