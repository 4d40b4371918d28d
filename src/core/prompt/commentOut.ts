import { languages } from "../code/languages/languages.ts";
import type { CommentStyle } from "./promptChoices.ts";

/**
 * Returns the text as comments of a language, or unchanged if the language has none.
 * @param style preferred kind of comments; a language that has only the other kind uses that
 */
export function commentOut(text: string, languageId: string, style: CommentStyle = "line"): string {
  const { lineComments, blockComments } = languages.of(languageId).syntax;
  const [line] = lineComments;
  const [block] = blockComments;
  if (line && !(block && style === "block"))
    return text
      .replace(/\n$/, "")
      .replace(/^/gm, `${line} `)
      .replace(/[ \t]+$/gm, "");
  if (!block) return text;
  const [open, close] = block;
  // The end of a comment inside the text would end this comment.
  return `${open}\n${text.replaceAll(close, `${close.slice(0, 1)} ${close.slice(1)}`)}\n${close}`;
}
