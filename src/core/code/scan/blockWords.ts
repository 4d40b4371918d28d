import type { LanguageSyntax } from "../languages/language.ts";

/** Words after which an operand is expected: there a slash begins a regular expression, `<` a tag. */
export const operandWords: ReadonlySet<string> = new Set(
  "return typeof case in of delete void throw new await yield else do if unless when and or not then export default while until".split(
    " ",
  ),
);

/** Words behind which a statement begins, on the same line. */
export const statementWords: ReadonlySet<string> = new Set(["then", "do", "else", "local"]);

/**
 * Whether a word opens a block that another word closes.
 * @param begins whether it stands at the begin of its statement @param first the first word of its line
 */
export function opensWordBlock(word: string, begins: boolean, first: string, syntax: LanguageSyntax): boolean {
  if (syntax.openWords?.includes(word) && (begins || word === "function")) return true;
  if (!syntax.tailWords?.includes(word)) return false;
  const isLoop = word === "do" && ["while", "until", "for"].includes(first);
  return !isLoop || !syntax.openWords?.includes(first);
}

/** The word that closes what a word has opened. */
export function closingWordOf(word: string, { closeWords }: LanguageSyntax): string {
  const own = word === "if" ? "fi" : word === "case" ? "esac" : word === "do" ? "done" : "end";
  return closeWords?.find((closing) => closing === "end" || closing === own) ?? "end";
}
