import type { AskRequest, Passage } from "./askFiles.ts";
import { createTokenizer } from "./index/chunkTerms.ts";
import type { FoundSpan } from "./passageIndex.ts";
import { explainPassage } from "./rank/explainPassage.ts";
import { buildQuery } from "./rank/query.ts";

/** What is beyond in a line is rarely written by hand; UTF-16 units. */
const longestLine = 300;
const tokenize = createTokenizer();

/**
 * Returns the passages at the places that an index found, with the reason why each was found.
 * @param rarity of each group of the question's terms, from the index
 * @param textOf returns the text of a file, or undefined to leave its passages out
 */
export function passagesOf(
  request: AskRequest,
  spans: readonly FoundSpan[],
  rarity: readonly number[],
  textOf: (uri: string) => string | undefined,
): readonly Passage[] {
  const query = buildQuery(request);
  return spans.flatMap(({ uri, path, startLine, endLine, score }) => {
    const text = textOf(uri);
    if (text === undefined) return [];
    const lines = text.split(/\r\n|\n|\r/);
    const { focusLine, words } = explainPassage({ lines, startLine, endLine }, query, rarity, tokenize);
    const shown = lines
      .slice(startLine, endLine)
      .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
    return { uri, path, startLine, endLine, focusLine, text: shown.join("\n"), score, words };
  });
}
