import { createTokenizer } from "../../../core/ask/index/chunkTerms.ts";
import type { Query } from "../../../core/ask/rank/query.ts";
import type { SearchResult } from "../../../core/ask/searchIndex.ts";

/** Relevance feedback (RM3, Lavrenko & Croft 2001): passages whose words are added, words, and their greatest weight. */
const mostPassages = 5;
const mostTerms = 20;
const weight = 0.2;

const tokenize = createTokenizer();

/**
 * Searches again with the words of the best passages. Measured, and not used by Ask: it gains nothing.
 * @param textOf returns the text of a file
 */
export function withFeedback(
  found: SearchResult,
  textOf: (path: string) => string,
  search: (query: Query) => SearchResult,
): SearchResult {
  const known = new Set(found.query.groups.flatMap(({ terms }) => [...terms.keys()]));
  const added = new Map<string, number>();
  for (const { best, startLine, endLine } of found.passages.slice(0, mostPassages)) {
    const text = textOf(best.chunk.file.path).split("\n").slice(startLine, endLine).join("\n");
    const terms = new Set((text.match(/[\p{L}\p{N}_$]+/gu) ?? []).flatMap((each) => tokenize(each)));
    for (const term of terms) if (!known.has(term)) added.set(term, (added.get(term) ?? 0) + best.score);
  }
  const strongest = [...added].sort((a, b) => b[1] - a[1]).slice(0, mostTerms);
  const greatest = strongest[0]?.[1] ?? 1;
  const groups = strongest.map(([term, value]) => ({
    terms: new Map([[term, (weight * value) / greatest]]),
    own: undefined,
  }));
  return { ...search({ ...found.query, groups: [...found.query.groups, ...groups] }), confidence: found.confidence };
}
