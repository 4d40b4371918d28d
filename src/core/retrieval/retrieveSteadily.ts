import { isNameCode } from "../code/characters.ts";
import type { Cursor } from "../types/cursor.ts";
import type { Retriever } from "../types/retriever.ts";
import type { Snippet } from "../types/snippet.ts";
import type { RecentFile } from "../types/source.ts";

/**
 * Returns the snippets for the start of the word at the cursor, so that they stay the same while a word is typed: a server
 * that keeps what it read of a prompt then reads only what was typed. Within the word nothing is searched again, unless a
 * file changed. docs/measurements/steady-snippets.md has the figures.
 */
export function retrieveSteadily(retriever: Pick<Retriever, "retrieve" | "versionOf">): Retriever["retrieve"] {
  let last: { readonly cursor: Cursor; readonly key: string; readonly snippets: readonly Snippet[] } | undefined;
  return (cursor, recent, options) => {
    const atWord = { ...cursor, prefix: cursor.prefix.slice(0, startOfWord(cursor.prefix)) };
    const key = JSON.stringify([options.maxTokens, recent.map((file) => stateOf(file, retriever))]);
    if (last?.key !== key || !isSamePlace(last.cursor, atWord))
      last = { cursor: atWord, key, snippets: retriever.retrieve(atWord, recent, options) };
    return last.snippets;
  };
}

function startOfWord(prefix: string): number {
  let start = prefix.length;
  while (start > 0 && isNameCode(prefix.charCodeAt(start - 1))) start--;
  return start;
}

function stateOf({ uri, edited }: RecentFile, retriever: Pick<Retriever, "versionOf">) {
  return [uri, retriever.versionOf(uri), edited.map(({ startLine, endLine }) => [startLine, endLine])];
}

function isSamePlace(a: Cursor, b: Cursor): boolean {
  return a.uri === b.uri && a.languageId === b.languageId && a.prefix === b.prefix && a.suffix === b.suffix;
}
