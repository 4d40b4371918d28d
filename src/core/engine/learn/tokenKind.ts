import { isNameCode } from "../../code/characters.ts";
import { keywordsOfAnyLanguage } from "../../code/languages/sharedKeywords.ts";

/** Kinds of tokens in any language: enough to compare the shapes of two pieces of code. */
export const tokenKind = {
  lineBreak: 0,
  punctuation: 1,
  keyword: 2,
  name: 3,
  typeName: 4,
  constant: 5,
  number: 6,
} as const;

export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind];

/** Features that distinguish single marks number them from here on, above all kinds. */
export const firstMarkKind = 8;

/** Kind of a token from its text alone. */
export function kindOf(text: string): TokenKind {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return tokenKind.number;
  if (!isNameCode(first)) return tokenKind.punctuation;
  if (keywordsOfAnyLanguage.has(text)) return tokenKind.keyword;
  if (/^[A-Z][A-Z0-9_]+$/.test(text)) return tokenKind.constant;
  return /^_*\p{Lu}/u.test(text) ? tokenKind.typeName : tokenKind.name;
}
