/** What an editor inserts behind an opening bracket or quote that is typed. */
const closing: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "<": ">",
  '"': '"',
  "'": "'",
  "`": "`",
};

/**
 * Returns the part of an inserted text that goes on with a suggestion; "" if none does. Of a bracket that the editor closes
 * by itself, it is the opening one. A closing one may be typed over.
 * @param left what is left of the suggestion
 * @param at offset of the cursor in the document
 */
export function agreeingPart(
  { offset, removed, inserted }: { readonly offset: number; readonly removed: number; readonly inserted: string },
  left: string,
  at: number,
): string {
  if (offset !== at) return "";
  const [first = "", second] = inserted;
  const isPair = removed === 0 && inserted.length === 2 && closing[first] === second;
  const isTypedOver = removed === 1 && inserted.length === 1 && Object.values(closing).includes(inserted);
  if (removed > 0 && !isTypedOver) return "";
  const part = isPair ? first : inserted;
  return left.startsWith(part) ? part : "";
}
