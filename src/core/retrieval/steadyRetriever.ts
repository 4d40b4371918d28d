import { isNameCode } from "../code/characters.ts";
import type { Cursor } from "../types/cursor.ts";
import type { RetrievalOptions, Retriever } from "../types/retriever.ts";
import type { Snippet } from "../types/snippet.ts";
import type { LineEdit, RecentFile, SlicedTask, SourceFile } from "../types/source.ts";

interface Found {
  readonly cursor: Cursor;
  readonly recent: readonly RecentFile[];
  readonly maxTokens: number;
  readonly snippets: readonly Snippet[];
}

/** Places whose snippets are kept: the cursor, and where it would be after accepting a suggestion. */
const placesKept = 2;

/**
 * A retriever whose snippets are those for the start of the word at the cursor, so that they stay the same while a word is
 * typed: a server that keeps what it read of a prompt then reads only what was typed. Within the word nothing is searched
 * again, unless a file changes elsewhere. docs/measurements/steady-snippets.md has the figures.
 */
export function createSteadyRetriever(retriever: Retriever): Retriever {
  let known: readonly Found[] = [];
  return {
    *learn(file: SourceFile): SlicedTask {
      known = [];
      yield* retriever.learn(file);
      known = [];
    },
    edit: (uri: string, version: number, edits: readonly LineEdit[]) => {
      known = known.filter(({ cursor }) => cursor.uri === uri && edits.every((edit) => isInLine(edit, cursor.line)));
      return retriever.edit(uri, version, edits);
    },
    forget: (uri: string) => {
      known = [];
      retriever.forget(uri);
    },
    versionOf: (uri) => retriever.versionOf(uri),
    get bytes() {
      return retriever.bytes;
    },
    retrieve: (cursor, recent, options) => {
      const atWord = { ...cursor, prefix: cursor.prefix.slice(0, startOfWord(cursor.prefix)) };
      const found = known.find((each) => isSame(each, atWord, recent, options)) ?? {
        cursor: atWord,
        recent,
        maxTokens: options.maxTokens,
        snippets: retriever.retrieve(atWord, recent, options),
      };
      known = [found, ...known.filter((each) => each !== found)].slice(0, placesKept);
      return found.snippets;
    },
  };
}

function startOfWord(prefix: string): number {
  let start = prefix.length;
  while (start > 0 && isNameCode(prefix.charCodeAt(start - 1))) start--;
  return start;
}

function isInLine({ startLine, endLine, lines }: LineEdit, line: number): boolean {
  return startLine === line && endLine === line + 1 && lines.length === 1;
}

function isSame(found: Found, cursor: Cursor, recent: readonly RecentFile[], { maxTokens }: RetrievalOptions): boolean {
  const { uri, languageId, line, prefix, suffix } = found.cursor;
  return (
    found.maxTokens === maxTokens &&
    uri === cursor.uri &&
    languageId === cursor.languageId &&
    line === cursor.line &&
    prefix === cursor.prefix &&
    suffix === cursor.suffix &&
    recent.length === found.recent.length &&
    recent.every((file, at) => isSameFile(file, found.recent[at]))
  );
}

function isSameFile(a: RecentFile, b: RecentFile | undefined): boolean {
  const isSameRange = (at: number) =>
    a.edited[at]?.startLine === b?.edited[at]?.startLine && a.edited[at]?.endLine === b?.edited[at]?.endLine;
  return a.uri === b?.uri && a.edited.length === b.edited.length && a.edited.every((_, at) => isSameRange(at));
}
