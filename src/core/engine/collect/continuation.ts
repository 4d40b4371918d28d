import { tabGap } from "../learn/lexLine.ts";
import type { Site } from "../learn/source.ts";
import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import type { Query } from "./query.ts";

/** A run of words with the white space before each, as it would follow the cursor. */
export interface Continuation {
  readonly words: readonly string[];
  readonly gaps: readonly number[];
}

/** Tokens a line is followed for at most. */
const maxFollowed = 48;

/** Position after the last token of the line of `site`, or undefined where that is too far away. */
export function endOfSite(site: Site): number | undefined {
  const { tokens } = site.source.file.lines;
  const limit = Math.min(tokens.length, site.position + maxFollowed);
  let end = site.position;
  while (end < limit && !isLineBreak(tokens[end] ?? 0)) end++;
  return end === limit && end < tokens.length && !isLineBreak(tokens[end] ?? 0) ? undefined : end;
}

/** What follows a site, word for word. */
export function copySite(site: Site, end: number, vocabulary: Vocabulary): Continuation {
  const { tokens, gaps } = site.source.file.lines;
  const words: string[] = [];
  for (let at = site.position; at < end; at++) words.push(vocabulary.textOf(tokens[at] ?? 0));
  return { words, gaps: [...gaps.subarray(site.position, end)] };
}

/** The text a continuation adds at the cursor, or undefined where it does not go on with the word begun there. */
export function renderContinuation(
  { words, gaps }: Continuation,
  query: Query,
): { readonly text: string; readonly ends: readonly number[] } | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const { partial } = query;
  if (partial !== "" && (!first.startsWith(partial) || first.length === partial.length)) return undefined;
  let text = query.isSpaced ? first.slice(partial.length) : space(gaps[0] ?? 0) + first;
  const ends = [text.length];
  for (let at = 1; at < words.length; at++) {
    text += space(gaps[at] ?? 0) + (words[at] ?? "");
    ends.push(text.length);
  }
  return { text, ends };
}

function space(gap: number): string {
  return gap === tabGap ? "\t" : " ".repeat(gap);
}
