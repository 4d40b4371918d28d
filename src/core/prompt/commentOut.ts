import { languages } from "../code/languages/languages.ts";

/** Writes a text as comments of a language; without comments, the text is returned unchanged. */
export function commentOut(text: string, languageId: string): string {
  const { lineComments, blockComments } = languages.of(languageId).syntax;
  const [line] = lineComments;
  if (line)
    return text
      .replace(/\n$/, "")
      .replace(/^/gm, `${line} `)
      .replace(/[ \t]+$/gm, "");
  const [block] = blockComments;
  if (!block) return text;
  const [open, close] = block;
  // An end of comment inside the text would end the comment.
  return `${open}\n${text.replaceAll(close, `${close.slice(0, 1)} ${close.slice(1)}`)}\n${close}`;
}
