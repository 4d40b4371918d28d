/** The opening of a tag at `at`, as it is written, and its name. Parameters of generic functions look alike: `<T,>(…)`. */
export function tagAt(
  text: string,
  at: number,
): { readonly open: string; readonly name: string; readonly closing: boolean } | undefined {
  const match = /^<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*|(?=>))/u.exec(text.slice(at, at + 80));
  if (!match) return undefined;
  const [open, slash, name = ""] = match;
  const behind = text.slice(at + open.length, at + open.length + 16);
  const isGeneric =
    /^\s*(?:,|extends\s|=\s*\w)/.test(behind) || (/^T[A-Z]?\w*$|^[A-Z]$/.test(name) && /^>\s*\(/.test(behind));
  return isGeneric ? undefined : { open, name, closing: slash === "/" };
}

const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Whether an element of HTML has no closing tag. */
export function isVoidElement(name: string): boolean {
  return voidElements.has(name.toLowerCase());
}
