import { occurrenceBits } from "../../code/occurrence.ts";
import { hashSubwords, subwordLimit } from "../../code/subwords.ts";
import type { SourceIndex } from "../index/sourceIndex.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { RetrievalQuery } from "./query.ts";
import type { Scratch } from "./scratch.ts";

/** Occurrences a line has on average, so that counts of occurrences stand for counts of lines. */
const occurrencesPerLine = 4;

/** How telling something is that occurs so often, in (0, 1]: inverse line frequency, 1 for what occurs nowhere. */
function rarity(occurrences: number, total: number): number {
  const lines = total / occurrencesPerLine + 1;
  return Math.log(1 + lines / (occurrences + 0.5)) / Math.log(1 + lines / 0.5);
}

/**
 * Lays the query out over the numbers of names: weights of its own names, kinship of names that share sub-words with
 * them (`fetchUser` and `userList`), and what the prompt shows anyhow. Returns the sum of the weights.
 */
export function weighNames(query: RetrievalQuery, index: SourceIndex, scratch: Scratch): number {
  const { symbols } = index;
  scratch.begin(symbols.size);
  const { weights, inCursorLine, subwords } = scratch;
  let sum = 0;
  for (const [name, weight] of query.weights) {
    for (const hash of hashSubwords(name)) {
      const value = weight * rarity(symbols.subwordCounts[hash] ?? 0, symbols.total);
      if (value > (subwords[hash] ?? 0)) subwords[hash] = value;
    }
    const id = symbols.idOf(name);
    if (id === undefined) continue;
    const value = weight * rarity(symbols.counts[id] ?? 0, symbols.total);
    weights[id] = value;
    sum += value;
  }
  mark(query.cursorNames, symbols, inCursorLine);
  markShown(query, index, scratch);
  weighKin(symbols, scratch);
  return sum;
}

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Where the index has the current file just as it is, its lines tell; else the text is read. */
function markShown({ cursor, shownLines, shownText }: RetrievalQuery, index: SourceIndex, { shown }: Scratch): void {
  const current = index.get(cursor.uri);
  if (current?.version !== cursor.version) {
    mark(shownText.match(word) ?? [], index.symbols, shown);
    return;
  }
  const { offsets, occurrences } = current;
  const stop = offsets[Math.min(shownLines.end, offsets.length - 1)] ?? 0;
  for (let at = offsets[Math.max(0, shownLines.first)] ?? stop; at < stop; at++) {
    shown[(occurrences[at] ?? 0) >> occurrenceBits] = 1;
  }
}

function mark(names: Iterable<string>, symbols: SymbolTable, flags: Uint8Array): void {
  for (const name of names) {
    const id = symbols.idOf(name);
    if (id !== undefined) flags[id] = 1;
  }
}

/** Divided by the root of the number of sub-words, so that long names do not win by length alone. */
const byCount = Array.from({ length: subwordLimit + 1 }, (_, count) => 1 / Math.sqrt(Math.max(1, count)));

function weighKin(symbols: SymbolTable, { weights, subwords }: Scratch): void {
  const hashes = symbols.subwords;
  for (let id = 0, at = 0; id < symbols.size; id++, at += subwordLimit) {
    if ((weights[id] ?? 0) > 0) continue;
    let sum = 0;
    let count = 0;
    for (; count < subwordLimit; count++) {
      const hash = hashes[at + count] ?? -1;
      if (hash < 0) break;
      sum += subwords[hash] ?? 0;
    }
    if (sum > 0) weights[id] = -sum * (byCount[count] ?? 1);
  }
}
