/** A string, a character, a comment, a bracket with its prefix, or an atom. A string's end may be missing. */
const piece =
  /"(?:\\[\s\S]|[^"\\])*(?:"|$)|#?\\(?:[A-Za-z]+|[\s\S])|;[^\n]*|(?:#[?@']*|[#'`~@^]+)?[([{]|[)\]}]|[^\s()[\]{}";,]+/g;

/** A form and where it ends in the text that it was cut from. */
export interface LispForm {
  readonly text: string;
  readonly end: number;
}

/** Cuts a text of a Lisp into its forms; ends at a bracket that closes nothing of it. The last form may be unfinished. */
export function lispForms(text: string): readonly LispForm[] {
  const forms: LispForm[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: found, index } of text.matchAll(piece)) {
    if (found.startsWith(";")) continue;
    if (depth === 0) from = index;
    if (/[([{]$/.test(found) && !/\\.$/.test(found)) depth++;
    else if (/^[)\]}]$/.test(found) && --depth < 0) return forms;
    const end = index + found.length;
    if (depth === 0) forms.push({ text: text.slice(from, end), end });
  }
  if (depth > 0) forms.push({ text: text.slice(from), end: text.length });
  return forms;
}

/** The forms inside a bracketed form, such as `[a b]` or `'(a b)`; undefined for an atom. */
export function innerForms({ text }: LispForm): readonly LispForm[] | undefined {
  const opening = /^[^\s"()[\]{}]*[([{]/.exec(text)?.[0];
  return opening === undefined ? undefined : lispForms(text.slice(opening.length));
}
