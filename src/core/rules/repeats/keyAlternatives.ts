export interface KeySyntax {
  /** Characters between the values of one branch. */
  readonly separators?: string;
  /** A string is the same with and without its quotes, as in a shell or in YAML. */
  readonly hasBareStrings?: boolean;
}

/** A string, whose last quote may still be missing, or another character. */
const pieces = /(["'`])((?:\\.|(?!\1)[^\\])*)(?:\1|$)|./g;

/**
 * Returns the values of a branch for several of them: `A | B`, and, if commas separate them, `1, 2`. Brackets around
 * each are left out, and all strings get the same quotes.
 */
export function keyAlternatives(
  key: string,
  { separators = "", hasBareStrings = false }: KeySyntax,
): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const [piece, quote, content = ""] of key.matchAll(pieces)) {
    const isMark = quote === undefined;
    if (isMark && "([{".includes(piece)) depth++;
    else if (isMark && ")]}".includes(piece)) depth--;
    if (isMark && depth === 0 && separators.includes(piece)) parts.push("");
    else parts[parts.length - 1] += isMark ? piece : hasBareStrings ? content : `"${content}"`;
  }
  return parts.map((part) => part.replace(/^\(+|\)+$/g, "").trim()).filter((part) => part !== "");
}
