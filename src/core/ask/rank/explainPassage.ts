import { declaredName } from "../../code/declarators.ts";
import type { Tokenize } from "../index/chunkTerms.ts";
import type { Query } from "./query.ts";

/** Why a passage was found. */
export interface Explanation {
  /** The line that says most about the question, from 0. */
  readonly focusLine: number;
  /** Words of the passage that match the question, the rarest first, as they are written there. */
  readonly words: readonly string[];
}

export interface ExplainedLines {
  readonly lines: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
}

const word = /[\p{L}\p{N}_$]+/gu;
/** How much more a word in a declared name says than one in the text. */
const nameFactor = 2.5;
const mostWords = 6;
const longestLine = 500;

/**
 * Finds the line of a passage that says most about a question, and the words that match.
 * @param rarity of each group of the query
 */
export function explainPassage(
  { lines, startLine, endLine }: ExplainedLines,
  query: Query,
  rarity: readonly number[],
  tokenize: Tokenize,
): Explanation {
  const weights = termWeights(query, rarity);
  const strength = (text: string) =>
    [...text.matchAll(word)].reduce((sum, [each]) => sum + best(each, weights, tokenize), 0);
  let focus = { line: startLine, strength: 0 };
  const found = new Map<string, number>();
  for (let line = startLine; line < endLine; line++) {
    const text = (lines[line] ?? "").slice(0, longestLine);
    const name = declaredName(text);
    const inName = name === undefined ? 0 : strength(name);
    const total = strength(text) + nameFactor * inName;
    if (total > focus.strength) focus = { line, strength: total };
    for (const [each] of text.matchAll(word)) {
      const value = best(each, weights, tokenize);
      if (value > 0) found.set(each, value);
    }
  }
  const words = [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([each]) => each);
  return { focusLine: focus.line, words: words.slice(0, mostWords) };
}

function termWeights(query: Query, rarity: readonly number[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const [at, { terms }] of query.groups.entries()) {
    for (const [term, weight] of terms) weights.set(term, Math.max(weights.get(term) ?? 0, weight * (rarity[at] ?? 0)));
  }
  return weights;
}

function best(each: string, weights: ReadonlyMap<string, number>, tokenize: Tokenize): number {
  return Math.max(0, ...tokenize(each).map((term) => weights.get(term) ?? 0));
}
