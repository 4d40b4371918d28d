import { languages } from "../code/languages/languages.ts";

/** Returns the text as comments of a language, or unchanged if the language has none. */
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
  // The end of a comment inside the text would end this comment.
  return `${open}\n${text.replaceAll(close, `${close.slice(0, 1)} ${close.slice(1)}`)}\n${close}`;
}
