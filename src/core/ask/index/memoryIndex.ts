import { type Chunk, chunkFile } from "./chunkFile.ts";
import { chunkTerms, createTokenizer, type Tokenize } from "./chunkTerms.ts";
import { type PathKind, pathKind } from "./pathKind.ts";

/** A file as it is handed to the index. */
export interface IndexedFile {
  readonly uri: string;
  /** Relative to the workspace, with "/" between its parts. */
  readonly path: string;
  readonly text: string;
}

/** A chunk in the index, with the file it was cut from. */
export interface IndexedChunk extends Chunk {
  readonly file: IndexedFile;
  /** Number of its file; files that are indexed again get a new one. */
  readonly fileNumber: number;
  /** Number of terms in its text. */
  readonly length: number;
}

/** What ranking needs to know of a file, by its number. */
export interface FileFacts {
  readonly uri: string;
  readonly path: string;
  readonly kind: PathKind;
  /** Number of terms in all its chunks. */
  readonly length: number;
}

/** A posting packs a chunk's number and the quarters of its weighted occurrences into one integer. */
const timesRange = 256;
const timesUnit = 4;
/** Numbers of removed chunks are kept until they are this many and half of all. */
const compactFrom = 2_000;

/** Finds chunks of files by the terms that they contain. Holds the texts, because passages are cut from them. */
export class MemoryIndex {
  /** Takes words apart as the index does. */
  readonly tokenize: Tokenize = createTokenizer();
  readonly #postings = new Map<string, number[]>();
  #chunks: (IndexedChunk | undefined)[] = [];
  readonly #byFile = new Map<string, readonly number[]>();
  /** By number of the file; a removed one stays until the next compaction. */
  #files: FileFacts[] = [];
  #totalLength = 0;
  #live = 0;
  #textLength = 0;

  get chunkCount(): number {
    return this.#live;
  }

  get fileCount(): number {
    return this.#byFile.size;
  }

  /** Upper bound of the numbers of chunks. */
  get numberLimit(): number {
    return this.#chunks.length;
  }

  /** Upper bound of the numbers of files. */
  get fileLimit(): number {
    return this.#files.length;
  }

  /** UTF-16 units of all texts together. */
  get textLength(): number {
    return this.#textLength;
  }

  /** Mean number of terms in a chunk. */
  get meanLength(): number {
    return this.#totalLength / Math.max(1, this.#live);
  }

  /** Adds a file; replaces its earlier version. */
  set(file: IndexedFile): void {
    this.delete(file.uri);
    const lines = file.text.split(/\r\n|\n|\r/);
    const fileNumber = this.#files.length;
    let fileLength = 0;
    const added: number[] = [];
    for (const chunk of chunkFile(file.path, lines)) {
      const { counts, length } = chunkTerms(file.path, lines, chunk, this.tokenize);
      const indexed = { ...chunk, file, fileNumber, length };
      const number = this.#chunks.push(indexed) - 1;
      this.#post(number, counts);
      added.push(number);
      fileLength += length;
      this.#totalLength += length;
    }
    this.#files.push({ uri: file.uri, path: file.path, kind: pathKind(file.path), length: fileLength });
    this.#live += added.length;
    if (added.length > 0) this.#textLength += file.text.length;
    this.#byFile.set(file.uri, added);
  }

  /** Removes a file; does nothing if it is not in the index. */
  delete(uri: string): void {
    const removed = this.#byFile.get(uri);
    if (!removed) return;
    this.#byFile.delete(uri);
    const chunks = this.#at(removed);
    for (const number of removed) this.#chunks[number] = undefined;
    this.#live -= chunks.length;
    this.#totalLength -= chunks.reduce((sum, { length }) => sum + length, 0);
    this.#textLength -= chunks[0]?.file.text.length ?? 0;
    const dead = this.#chunks.length - this.#live;
    if (dead > compactFrom && dead > this.#live) this.#compact();
  }

  /** Returns what is known of the file of a number below `fileLimit`. */
  file(number: number): FileFacts | undefined {
    return this.#files[number];
  }

  /** Returns the chunk of a number, or undefined if it was removed. */
  chunk(number: number): IndexedChunk | undefined {
    return this.#chunks[number];
  }

  chunksOf(uri: string): readonly IndexedChunk[] {
    return this.#at(this.#byFile.get(uri) ?? []);
  }

  chunks(): readonly IndexedChunk[] {
    return this.#chunks.filter((chunk) => chunk !== undefined);
  }

  /** Number of chunks that contain a term; counts removed ones until the next compaction. */
  frequency(term: string): number {
    return Math.min(this.#live, this.#postings.get(term)?.length ?? 0);
  }

  /** Calls back for each chunk that contains the term. */
  each(term: string, visit: (number: number, chunk: IndexedChunk, times: number) => void): void {
    for (const packed of this.#postings.get(term) ?? []) {
      const number = Math.floor(packed / timesRange);
      const chunk = this.#chunks[number];
      if (!chunk) continue;
      visit(number, chunk, (packed % timesRange) / timesUnit);
    }
  }

  /** Calls back for each term with the chunks that contain it, as the index holds them. */
  eachTerm(visit: (term: string, frequency: number) => void): void {
    for (const [term, list] of this.#postings) visit(term, list.length);
  }

  #post(number: number, counts: ReadonlyMap<string, number>): void {
    for (const [term, times] of counts) {
      const packed = number * timesRange + Math.min(timesRange - 1, Math.max(1, Math.round(times * timesUnit)));
      const list = this.#postings.get(term);
      if (list) list.push(packed);
      else this.#postings.set(term, [packed]);
    }
  }

  /** Gives the chunks new numbers without gaps. */
  #compact(): void {
    const renumbered = new Map<number, number>();
    for (const [number, chunk] of this.#chunks.entries()) if (chunk) renumbered.set(number, renumbered.size);
    for (const [term, list] of this.#postings) {
      const kept = list.flatMap((packed) => {
        const number = renumbered.get(Math.floor(packed / timesRange));
        return number === undefined ? [] : [number * timesRange + (packed % timesRange)];
      });
      if (kept.length === 0) this.#postings.delete(term);
      else this.#postings.set(term, kept);
    }
    const kept = [...this.#byFile.values()].flatMap((numbers) => this.#at(numbers)[0] ?? []);
    const files = new Map(kept.map(({ fileNumber }, number) => [fileNumber, number]));
    this.#files = kept.flatMap(({ fileNumber }) => this.#files[fileNumber] ?? []);
    this.#chunks = this.chunks().map((chunk) => ({ ...chunk, fileNumber: files.get(chunk.fileNumber) ?? 0 }));
    for (const [uri, numbers] of this.#byFile)
      this.#byFile.set(
        uri,
        numbers.flatMap((number) => renumbered.get(number) ?? []),
      );
  }

  #at(numbers: readonly number[]): readonly IndexedChunk[] {
    return numbers.flatMap((number) => this.#chunks[number] ?? []);
  }
}
