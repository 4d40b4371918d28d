import { isWordCode } from "../characters.ts";
import type { LanguageSyntax } from "../languages/language.ts";
import { longBracketAt } from "./literals.ts";

/** The marker of a comment that begins at `at`, and what ends the comment: "\n" for the rest of a line. */
export function commentAt(
  text: string,
  at: number,
  syntax: LanguageSyntax,
): readonly [open: string, close: string] | undefined {
  if (syntax.codeMarks?.some((mark) => text.startsWith(mark, at))) return undefined;
  const margin = at === 0 || text[at - 1] === "\n" ? marginCommentAt(text, at, syntax) : undefined;
  // In a document, a mark inside of a word or of inline code is shown, not meant.
  const isShown = syntax.fences === true && /\S/.test(text[at - 1] ?? " ");
  const block = margin ?? (isShown ? undefined : syntax.blockComments.find(([open]) => text.startsWith(open, at)));
  if (block) return block;
  for (const open of syntax.lineComments) {
    if (!text.startsWith(open, at) || !mayBegin(text, at, open, syntax)) continue;
    const long = syntax.rawStrings === "lua" ? longBracketAt(text, at + open.length) : undefined;
    return long ? [open + long.open, long.close] : [open, "\n"];
  }
  return undefined;
}

/** A comment that begins at the start of a line: `=begin`, `=pod`, `__END__`. */
function marginCommentAt(text: string, at: number, { marginComments }: LanguageSyntax) {
  return marginComments?.find(([open]) => {
    if (!text.startsWith(open, at)) return false;
    const next = text.slice(at + open.length, at + open.length + 1);
    return isWordCode(open.charCodeAt(open.length - 1)) ? !/\w/.test(next) : /[a-z]/i.test(next);
  });
}

function mayBegin(text: string, at: number, open: string, { commentStart, looseRound }: LanguageSyntax): boolean {
  const before = text[at - 1] ?? "\n";
  if (commentStart === "line") return /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
  // `rem` starts a comment, the end of `theorem` does not.
  if (/\w/.test(open.charAt(0)) && /\w/.test(before)) return false;
  // In Scheme, `#;` leaves out one value, not the rest of the line.
  if (open === ";" && before === "#") return false;
  if (commentStart === "space") return /\s/.test(before);
  // `${#name}` in a shell and `https://` anywhere are no comments.
  if (open === "#") return (looseRound ? /[\s;()]/ : /[\s;()[\]{},]/).test(before);
  return open !== "//" || (before !== ":" && !text.startsWith("url(", at - 4));
}
