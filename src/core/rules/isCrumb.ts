/** Fewer new characters are typed as fast as they are read. */
const minCharacters = 4;

const keywords: ReadonlySet<string> = new Set(
  (
    "abstract and as async await break case catch class const continue def default defer do elif else elsif end enum " +
    "except export extends extern final finally fn for from func function if impl implements import in interface is " +
    "lambda let match mod module mut namespace new not or override package pass private protected pub public raise " +
    "readonly return sealed static struct switch template throw throws trait try type typeof union " +
    "unless until use using val var virtual void when where while with yield"
  ).split(" "),
);
/** More letters than any keyword has: a longer word before the cursor begins none. */
const maxLetters = 16;
const oneLiteral = /^[=:,(\s]*(?:-?\d[\w.]*|"[^"]*"|'[^']*'|`[^`$]*`)[\s)\]};,]*$/;
const wordAtEnd = /[\w$]+$/;

/**
 * Whether a text is too little to be shown unasked: fewer than four characters, a keyword alone, also the rest of one, or
 * nothing but one literal, which is copied from a neighbour and almost never the right one.
 * @param lineBefore text of the cursor's line before the cursor
 */
export function isCrumb(text: string, lineBefore = ""): boolean {
  const trimmed = text.trim();
  const begun = /^[\w$]/.test(text) ? (wordAtEnd.exec(lineBefore.slice(-maxLetters))?.[0] ?? "") : "";
  return trimmed.length < minCharacters || keywords.has(begun + trimmed) || oneLiteral.test(trimmed);
}
