import type { LanguageSyntax } from "../languages/language.ts";

/** Words before an operand, where a slash begins a regular expression and `<` a tag. */
export const operandWords: ReadonlySet<string> = new Set(
  "return typeof case in of delete void throw new await yield else do if unless when and or not then export default while until".split(
    " ",
  ),
);

/** Words after which a statement begins on the same line. */
export const statementWords: ReadonlySet<string> = new Set(["then", "do", "else", "local"]);

/** Characters before a value, where a word such as `if` opens a block and does not qualify the statement before it. */
const beforeBlockValue = /(?:(?:^|[^=!<>])=|<<|[([,{]|\b(?:private|protected|abstract))[ \t]*$/;
/** What follows `fun` in Erlang where it begins a function: neither a type, as in `fun((A) -> B)`, nor a name. */
const functionHead = /^(?:\s|%[^\n]*\n)*(?:[A-Z]\w*\s*)?\((?!\s*(?:\(|\)(?!\s*(?:->|when\b))))/;
/** Words that open a block wherever they appear. */
const openEverywhere: ReadonlySet<string> = new Set(["function", "def"]);

/**
 * Whether the word between `from` and `to` opens a block that another word closes.
 * @param begins whether it is the first word of its statement @param first the first word of its line
 */
export function opensWordBlock(
  text: string,
  {
    from,
    to,
    begins,
    first,
  }: { readonly from: number; readonly to: number; readonly begins: boolean; readonly first: string },
  syntax: LanguageSyntax,
): boolean {
  const word = text.slice(from, to);
  if (syntax.openWords?.includes(word)) {
    if (word === "def" && /\babstract[ \t]+$/.test(text.slice(Math.max(0, from - 12), from))) return false;
    if (begins || openEverywhere.has(word)) return true;
    if (syntax.hasBlockValues && beforeBlockValue.test(text.slice(Math.max(0, from - 12), from))) return true;
  }
  if (!syntax.tailWords?.includes(word)) return false;
  if (word === "fun") return functionHead.test(text.slice(to, to + 200));
  const isLoop = word === "do" && ["while", "until", "for"].includes(first);
  return !isLoop || !syntax.openWords?.includes(first);
}

/** Returns the word that closes the block that a word opens. */
export function closingWordOf(word: string, { closeWords }: LanguageSyntax): string {
  const own = word === "if" ? "fi" : word === "case" ? "esac" : word === "do" ? "done" : "end";
  return closeWords?.find((closing) => closing === "end" || closing === own) ?? "end";
}
