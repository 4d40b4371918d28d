import type { Cursor } from "../../core/types/cursor.ts";

const brackets: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]); // biome-ignore format: a table
/** Quotes that VS Code closes, by language; the others as for most languages. */
const quotesOf: Readonly<Record<string, string>> = { rust: '"', python: "\"'", java: "\"'" };
const quotesElsewhere = "\"'`";

/**
 * What VS Code's default settings have put after the cursor of a line that was typed by hand: the partners of brackets and
 * quotes that were typed and not yet closed. Typing a partner moves over it.
 */
export function autoClosed(lineBefore: string, languageId: string): string {
  const quotes = quotesOf[languageId] ?? quotesElsewhere;
  const pending: string[] = [];
  let previous = "";
  for (const character of lineBefore) {
    const next = pending.at(-1) ?? "";
    const inString = quotes.includes(next) && next !== "";
    const partner = brackets.get(character);
    if (character === next && !(inString && previous === "\\")) pending.pop();
    else if (partner !== undefined) pending.push(partner);
    else if (quotes.includes(character) && !inString && !/[\w"'`]/.test(previous)) pending.push(character);
    previous = character;
  }
  return pending.reverse().join("");
}

/** Puts after a cursor what the editor has closed there by itself. Only for a cursor at the end of its line. */
export function withAutoClosed(cursor: Cursor): Cursor {
  const { prefix, suffix, languageId } = cursor;
  if (suffix !== "" && !suffix.startsWith("\n")) return cursor;
  return { ...cursor, suffix: autoClosed(prefix.slice(prefix.lastIndexOf("\n") + 1), languageId) + suffix };
}
