import { declaredName } from "../../code/declarators.ts";
import { subWords } from "../subWords.ts";
import type { Chunk } from "./chunkFile.ts";

/** Weights of a term by where it occurs, as extra occurrences (BM25F with one pseudo-field). */
const fieldWeights = {
  body: 1,
  comment: 1.4,
  imported: 0.25,
  declared: 4,
  enclosing: 1.5,
  fileName: 2.5,
  folder: 1,
} as const;

export interface ChunkTerms {
  /** Weighted occurrences by term. */
  readonly counts: ReadonlyMap<string, number>;
  /** Terms of the text, for normalising by length. */
  readonly length: number;
}

const word = /[\p{L}\p{N}_$]+/gu;
const comment = /^(?:\/\/|\/\*|\*|#(?!include|define)|--|"""|''')/;
/** Imports name what a file uses, not what it does; also the bare quoted paths of Go's import blocks. */
const imported =
  /^(?:import\b|from\s+[\w.]+\s+import\b|#include|using\s+[\w.]+;|use\s+[\w:]+|package\s|(?:\w+\s+)?"[\w./-]+"$|\}?\s*from\s+["'])/;
/** Minified or generated lines are read only up to here. UTF-16 units. */
const longestLine = 2_000;

export type Tokenize = (word: string) => readonly string[];

/** Remembers the terms of words: a workspace repeats its words. */
export function createTokenizer(mostWords = 100_000): Tokenize {
  const known = new Map<string, readonly string[]>();
  return (each) => {
    const found = known.get(each);
    if (found) return found;
    const fresh = subWords(each);
    if (known.size < mostWords) known.set(each, fresh);
    return fresh;
  };
}

/** Counts the terms of a chunk, weighted by the field in which they occur. */
export function chunkTerms(path: string, lines: readonly string[], chunk: Chunk, tokenize: Tokenize): ChunkTerms {
  const counts = new Map<string, number>();
  let length = 0;
  const add = (text: string, weight: number): number => {
    let terms = 0;
    for (const [each] of text.matchAll(word)) {
      for (const term of tokenize(each)) {
        counts.set(term, (counts.get(term) ?? 0) + weight);
        terms++;
      }
    }
    return terms;
  };
  for (let at = chunk.startLine; at < chunk.endLine; at++) {
    const line = (lines[at] ?? "").slice(0, longestLine);
    length += add(line, fieldWeights[fieldOf(line.trim())]);
    const name = declaredName(line);
    if (name !== undefined) add(name, fieldWeights.declared - 1);
  }
  for (const name of chunk.enclosing) add(name, fieldWeights.enclosing);
  const nameStart = path.lastIndexOf("/") + 1;
  add(path.slice(nameStart), fieldWeights.fileName);
  add(path.slice(0, nameStart), fieldWeights.folder);
  return { counts, length };
}

function fieldOf(line: string): "body" | "comment" | "imported" {
  if (comment.test(line)) return "comment";
  return imported.test(line) ? "imported" : "body";
}
