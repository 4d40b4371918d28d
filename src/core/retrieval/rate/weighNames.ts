import { occurrenceBits } from "../../code/occurrence.ts";
import { hashSubwords, subwordLimit } from "../../code/subwords.ts";
import type { SourceIndex } from "../index/sourceIndex.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { RetrievalQuery } from "./query.ts";
import type { Scratch } from "./scratch.ts";

/** Average occurrences per line; converts counts of occurrences to estimated counts of lines. */
const occurrencesPerLine = 4;

/** Returns the inverse line frequency of something, scaled to (0, 1]: 1 if it does not occur. */
function rarity(occurrences: number, total: number): number {
  const lines = total / occurrencesPerLine + 1;
  return Math.log(1 + lines / (occurrences + 0.5)) / Math.log(1 + lines / 0.5);
}

/**
 * Writes the query to the scratch arrays: the weights of its names, negative weights of related names, which share
 * sub-words with them (`fetchUser` and `userList`), and the names that the prompt contains anyway. Returns the sum of
 * the query's weights.
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
  weighRelated(symbols, scratch);
  return sum;
}

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Marks the names that the prompt contains: from the index if it has the cursor's version, else from the text. */
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

/** 1 / √n for n sub-words, so that long names do not win by their length alone. */
const byCount = Array.from({ length: subwordLimit + 1 }, (_, count) => 1 / Math.sqrt(Math.max(1, count)));

/** Gives each name that is not in the query the negative sum of its sub-words' weights, scaled by {@link byCount}. */
function weighRelated(symbols: SymbolTable, { weights, subwords }: Scratch): void {
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
