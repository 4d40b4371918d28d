import { isReserved } from "./declarations.ts";
import type { IndexedFile, IndexedLine } from "./indexedFile.ts";
import { type Mapping, mapLine } from "./shape.ts";
import { isName, tokenise } from "./tokenise.ts";

/** A line that a rule's line was found at. */
export interface Hit {
  readonly file: IndexedFile;
  /** Rank of the file: 0 for the current one. */
  readonly rank: number;
  readonly line: IndexedLine;
  /** The names exchanged; undefined where the lines are equal but for white space. */
  readonly mapping: Mapping | undefined;
}

const maxHits = 24;
const maxAnchorWords = 3;
const maxLinesHere = 40;
const maxLinesElsewhere = 8;

/** Finds lines like that of a rule in the files of a moment, each line once: several rules start at the same one. */
export class AnchorHits {
  readonly #files: readonly IndexedFile[];
  readonly #known = new Map<string, readonly Hit[]>();

  constructor(files: readonly IndexedFile[]) {
    this.#files = files;
  }

  /** Lines equal to the anchor but for white space, or of its shape with a word in common. */
  of(anchor: string): readonly Hit[] {
    const known = this.#known.get(anchor);
    if (known) return known;
    const hits = this.#find(anchor);
    this.#known.set(anchor, hits);
    return hits;
  }

  #find(anchor: string): readonly Hit[] {
    const tokens = tokenise(anchor);
    const names = [...new Set(tokens.map((token) => token.text))].filter((word) => isName(word) && !isReserved(word));
    const countOf = (word: string) => this.#files.reduce((sum, file) => sum + file.linesWith(word).length, 0);
    const words = names.map((word) => ({ word, count: countOf(word) })).toSorted((a, b) => a.count - b.count);
    const hits: Hit[] = [];
    for (const [rank, file] of this.#files.entries()) {
      const limit = rank === 0 ? maxLinesHere : maxLinesElsewhere;
      const lines = new Set<IndexedLine>();
      for (const { word } of words.slice(0, maxAnchorWords))
        for (const line of firstLines(file, word, limit)) lines.add(line);
      for (const line of lines) {
        const mapping = mapLine(tokens, line.tokens);
        if (!mapping || mapping.same === 0 || mapping.different > Math.max(1, mapping.same)) continue;
        hits.push({ file, rank, line, mapping: mapping.different === 0 ? undefined : mapping });
        if (hits.length >= maxHits) return hits;
      }
    }
    return hits;
  }
}

function firstLines(file: IndexedFile, word: string, most: number): readonly IndexedLine[] {
  const lines = file.linesWith(word);
  return lines.length < 2 ? lines : lines.toSorted((a, b) => a.number - b.number).slice(0, most);
}
