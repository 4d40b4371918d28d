/**
 * `text` without the end that the rest of the cursor's line already holds: `a, b)` before `)` is `a, b`.
 * Undefined where the two don't go together.
 */
export function fitSuffix(text: string, rest: string): string | undefined {
  const tail = rest.trim();
  if (tail === "") return text;
  if (text.endsWith(tail)) return text.slice(0, -tail.length);
  if (!/^[)\]}"'`>;,:]+$/.test(tail)) return undefined;
  const first = closesAt(text, tail);
  return first === undefined ? undefined : text.slice(0, first);
}

/** Where the first character of `tail` occurs in `text` as a closer of what is opened before the text. */
function closesAt(text: string, tail: string): number | undefined {
  const wanted = tail[0];
  if (wanted === undefined) return undefined;
  if (!")]}".includes(wanted)) {
    const at = text.lastIndexOf(wanted);
    return at > 0 ? at : undefined;
  }
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && --depth < 0) return character === wanted && at > 0 ? at : undefined;
  }
  return depth === 0 ? text.length : undefined;
}
