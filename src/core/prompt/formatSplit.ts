import type { PromptParts } from "../types/model.ts";
import { commentOut } from "./commentOut.ts";

/**
 * Returns prefix and suffix for servers that add the markers themselves. Snippets become comments at the start of the
 * prefix, so that the model still reads a file of the language.
 */
export function formatSplit(parts: PromptParts): { readonly prompt: string; readonly suffix: string } {
  const comment = (text: string) => commentOut(text, parts.languageId, parts.commentStyle);
  const notes = parts.snippets.map(({ path, text }) => `${comment(`From ${path}:\n${text}`)}\n\n`);
  const head = notes.length > 0 ? `${notes.join("")}${comment(`This is ${parts.path}:`)}\n` : "";
  return { prompt: head + parts.prefix, suffix: parts.suffix };
}
