import type { TextReplacement } from "./textReplacement.ts";
import { isName, tokenise } from "./tokenise.ts";

/** A name that a replacement writes in the place of another one, and where the old one is. */
export interface RenamedName {
  readonly from: string;
  readonly to: string;
  /** From 0. */
  readonly line: number;
  /** Half-open range of UTF-16 columns. */
  readonly start: number;
  readonly end: number;
}

/**
 * The name that a replacement exchanges for another one. Undefined if it does anything else.
 * @param oldText the text of its first line
 */
export function renamedName(
  { startLine, startColumn, endLine, endColumn, text }: TextReplacement,
  oldText: string,
): RenamedName | undefined {
  if (startLine !== endLine || text.includes("\n")) return undefined;
  const newText = oldText.slice(0, startColumn) + text + oldText.slice(endColumn);
  const [old, now] = [tokenise(oldText), tokenise(newText)];
  const at = old.findIndex((token) => token.end > startColumn || token.end >= endColumn);
  const [from, to] = [old[at], now[at]];
  if (!from || !to || old.length !== now.length || !isName(from.text) || !isName(to.text)) return undefined;
  const isOnlyChange = old.every((token, index) => index === at || token.text === now[index]?.text);
  if (!isOnlyChange || from.text === to.text) return undefined;
  return { from: from.text, to: to.text, line: startLine, start: from.start, end: from.end };
}
