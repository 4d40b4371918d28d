import { indentOf, lexLine } from "../learn/lexLine.ts";
import { kindOf } from "../learn/tokenKind.ts";

/** Tokens that begin a line, by how its indentation differs from that of the line before. */
export const lineBreakNames = ["<start>", "<same>", "<deeper>", "<shallower>"] as const;

/** What stands for a word that a table does not know, by its kind. */
const kindNames = ["<break>", "<mark>", "<keyword>", "<name>", "<Type>", "<CONSTANT>", "<number>"] as const;

/** Names of all tokens without a text of their own; their ids are the first ones of a table. */
export const specialNames: readonly string[] = [...lineBreakNames, ...kindNames];

/** A token as a table knows it. */
export interface LanguageToken {
  readonly text: string;
  /** White space is before it. */
  readonly isSpaced: boolean;
}

/** Cuts lines into tokens. A line that holds anything begins with a line break. @param indentAbove of the line above */
export function languageTokens(lines: readonly string[], indentAbove?: number): readonly LanguageToken[] {
  const tokens: LanguageToken[] = [];
  let above = indentAbove;
  for (const line of lines) {
    const { starts, ends, gaps } = lexLine(line);
    if (starts.length === 0) continue;
    tokens.push({ text: lineBreakName(above, indentOf(line)), isSpaced: false });
    above = indentOf(line);
    for (const [at, start] of starts.entries())
      tokens.push({ text: line.slice(start, ends[at]), isSpaced: at > 0 && (gaps[at] ?? 0) > 0 });
  }
  return tokens;
}

/** Name of the token that begins a line of this indentation. */
function lineBreakName(indentAbove: number | undefined, indent: number): string {
  const [start, same, deeper, shallower] = lineBreakNames;
  if (indentAbove === undefined) return start;
  if (indent === indentAbove) return same;
  return indent > indentAbove ? deeper : shallower;
}

/** Name of the kind of a word. */
export function kindName(word: string): string {
  return kindNames[kindOf(word)];
}
