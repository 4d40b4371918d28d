import { textHash } from "../../util/textHash.ts";
import { chunkFile } from "./chunkFile.ts";
import { type ChunkRow, ChunkTable } from "./chunkTable.ts";
import { chunkTerms, createTokenizer, type Tokenize } from "./chunkTerms.ts";
import type { CombineLists, IndexStore, StoredFile } from "./indexStore.ts";
import { MemoryStore } from "./memoryStore.ts";
import { type PathKind, pathKind } from "./pathKind.ts";
import { encodePostings, Postings, packPosting, postedChunk, postingCount } from "./postingList.ts";

/** A file as it is handed to the index. */
export interface IndexedFile {
  readonly uri: string;
  /** Relative to the workspace, with "/" between its parts. */
  readonly path: string;
  readonly text: string;
  /** By which the file is recognised later if it did not change on the disk; left out for a text from the editor. */
  readonly stamp?: string | undefined;
}

/** What ranking needs to know of a file, by its number. */
export interface FileFacts {
  readonly uri: string;
  readonly path: string;
  readonly kind: PathKind;
  /** Of its text; see `textHash`. */
  readonly hash: string;
  /** Number of terms in all its chunks. */
  readonly length: number;
}

/** A chunk in the index, with the file it was cut from: lines `[startLine, endLine)`, from 0. */
export interface IndexedChunk extends ChunkRow {
  readonly number: number;
  readonly file: FileFacts;
}

/** A chunk that was just added, with its weighted occurrences by term. */
export interface AddedChunk {
  readonly number: number;
  readonly counts: ReadonlyMap<string, number>;
}

interface HeldFile extends FileFacts {
  readonly number: number;
  readonly stamp: string;
  readonly textLength: number;
  /** Number of its first chunk, and of chunks. */
  readonly first: number;
  readonly count: number;
}

/** Postings in memory from which on they are saved. */
const mostBuffered = 1_000_000;
/** Bytes of lists that are kept from one search to the next. */
const mostCached = 16_000_000;
/** Numbers of removed chunks are kept until they are this many and more than the others. */
const compactFrom = 2_000;

/**
 * Finds chunks of files by the terms that they contain. Facts of files and chunks are in memory, postings in the store;
 * those of recently added files are in memory until `save`. Texts are not kept.
 */
export class ChunkIndex {
  /** Takes words apart as the index does. */
  readonly tokenize: Tokenize = createTokenizer();
  readonly #store: IndexStore;
  #table = new ChunkTable();
  #files: (HeldFile | undefined)[] = [];
  readonly #byUri = new Map<string, number>();
  #buffer = new Map<string, number[]>();
  #buffered = 0;
  #unsaved = new Set<number>();
  #removed: number[] = [];
  readonly #postings = new Postings();
  readonly #cache = new Map<string, readonly Uint8Array[]>();
  #cached = 0;
  #totalLength = 0;
  #live = 0;
  #textLength = 0;
  #numbering = 0;
  #isMerging = false;

  constructor(store: IndexStore = new MemoryStore()) {
    this.#store = store;
    this.#load();
  }

  get chunkCount(): number {
    return this.#live;
  }

  get fileCount(): number {
    return this.#byUri.size;
  }

  /** Upper bound of the numbers of chunks. */
  get numberLimit(): number {
    return this.#table.limit;
  }

  /** Upper bound of the numbers of files. */
  get fileLimit(): number {
    return this.#files.length;
  }

  /** UTF-16 units of all texts together. */
  get textLength(): number {
    return this.#textLength;
  }

  /** Changes when chunks get other numbers. */
  get numbering(): number {
    return this.#numbering;
  }

  /** Mean number of terms in a chunk. */
  get meanLength(): number {
    return this.#totalLength / Math.max(1, this.#live);
  }

  /** Lengths and files of chunks by number. */
  get table(): Pick<ChunkTable, "fileOf" | "lengthOf"> {
    return this.#table;
  }

  /** Adds a file in place of its earlier version; returns its chunks, or undefined if the same text is there already. */
  set(file: IndexedFile): readonly AddedChunk[] | undefined {
    const hash = textHash(file.text);
    const before = this.#fileAt(file.uri);
    if (before?.hash === hash && before.path === file.path) {
      this.#restamp(before, file.stamp ?? "");
      return undefined;
    }
    this.delete(file.uri);
    const lines = file.text.split(/\r\n|\n|\r/);
    const first = this.#table.limit;
    const rows: ChunkRow[] = [];
    const added = chunkFile(file.path, lines).map((chunk): AddedChunk => {
      const { counts, length } = chunkTerms(file.path, lines, chunk, this.tokenize);
      const number = first + rows.length;
      rows.push({ startLine: chunk.startLine, endLine: chunk.endLine, length });
      this.#post(number, counts);
      return { number, counts };
    });
    const number = this.#files.length;
    this.#unsaved.add(number);
    this.#hold({
      number,
      uri: file.uri,
      path: file.path,
      stamp: file.stamp ?? "",
      hash,
      textLength: file.text.length,
      first,
      chunks: rows,
    });
    return added;
  }

  /** Removes a file; does nothing if it is not in the index. */
  delete(uri: string): void {
    const held = this.#fileAt(uri);
    if (!held) return;
    const { number, first, count, length, textLength } = held;
    this.#byUri.delete(uri);
    this.#files[number] = undefined;
    this.#table.remove(first, count);
    this.#live -= count;
    this.#totalLength -= length;
    this.#textLength -= textLength;
    this.#unsaved.delete(number);
    this.#removed.push(number);
  }

  /** Returns what is known of the file of a number below `fileLimit`. */
  file(number: number): FileFacts | undefined {
    return this.#files[number];
  }

  /** Returns the chunk of a number, or undefined if it was removed. */
  chunk(number: number): IndexedChunk | undefined {
    const file = this.#files[this.#table.fileOf(number)];
    return file && { ...this.#table.row(number), number, file };
  }

  /** Lines and length of a chunk that was not removed. */
  row(number: number): ChunkRow {
    return this.#table.row(number);
  }

  /** Number of chunks that contain a term; counts removed ones until they are dropped in a merge. */
  frequency(term: string): number {
    const saved = this.#lists(term).reduce((sum, list) => sum + postingCount(list), 0);
    return Math.min(this.#live, saved + (this.#buffer.get(term)?.length ?? 0));
  }

  /** Postings of a term, also of removed chunks: those have no file. Valid until the next call. */
  postings(term: string): Postings {
    const postings = this.#postings;
    postings.clear();
    for (const list of this.#lists(term)) postings.addList(list);
    for (const packed of this.#buffer.get(term) ?? []) postings.add(packed);
    return postings;
  }

  /** Uris of at most `most` files with a word, in any spelling; those where it weighs most come first. */
  filesWith(word: string, most: number): readonly string[] {
    const { chunks, quarters, count } = this.postings(this.tokenize(word).at(-1) ?? "");
    const weights = new Map<number, number>();
    for (let at = 0; at < count; at++) {
      const file = this.#table.fileOf(chunks[at] ?? 0);
      if (file >= 0) weights.set(file, Math.max(weights.get(file) ?? 0, quarters[at] ?? 0));
    }
    const heaviest = [...weights].sort((a, b) => b[1] - a[1]).slice(0, most);
    return heaviest.flatMap(([file]) => this.#files[file]?.uri ?? []);
  }

  /** Calls back for each term with the number of its postings, several times for a term that is in several segments. */
  eachTerm(visit: (term: string, frequency: number) => void): void {
    this.#store.eachTerm((term, list) => visit(term, postingCount(list)));
    for (const [term, list] of this.#buffer) visit(term, list.length);
  }

  /** Numbers of all files. */
  fileNumbers(): Iterable<number> {
    return this.#byUri.values();
  }

  /** Numbers of the chunks of a file: `[first, first + count)`; undefined if there is no such file. */
  chunksOf(fileNumber: number): { readonly first: number; readonly count: number } | undefined {
    return this.#files[fileNumber];
  }

  /** Number of a file, or undefined if it is not in the index. */
  numberOf(uri: string): number | undefined {
    return this.#byUri.get(uri);
  }

  /** Uris of all files, each with the stamp it was indexed with. */
  *stamps(): Generator<readonly [uri: string, stamp: string]> {
    for (const [uri, number] of this.#byUri) yield [uri, this.#files[number]?.stamp ?? ""];
  }

  /** Whether so much was added that it should be saved before more is. */
  get isFull(): boolean {
    return this.#buffered > mostBuffered;
  }

  /** Saves what was added and removed; until then a killed process loses it. */
  save(): void {
    if (this.#unsaved.size === 0 && this.#removed.length === 0) return;
    const postings = new Map<string, Uint8Array>();
    for (const term of [...this.#buffer.keys()].sort()) {
      const kept = (this.#buffer.get(term) ?? []).filter((packed) => this.#table.fileOf(postedChunk(packed)) >= 0);
      if (kept.length > 0) postings.set(term, encodePostings(kept));
    }
    const added = [...this.#unsaved].flatMap((number) => this.#files[number] ?? []).map((held) => this.#stored(held));
    this.#store.commit({ removed: this.#removed, added, postings, limit: this.#table.limit });
    this.#buffer = new Map();
    this.#buffered = 0;
    this.#unsaved = new Set();
    this.#removed = [];
    this.#forgetLists();
    const dead = this.#table.limit - this.#live;
    if (dead > compactFrom && dead > this.#live) this.#compact();
  }

  /** Merges what many calls of `save` left behind; does nothing while that is being done. */
  async merge(pause: () => Promise<void>): Promise<void> {
    if (this.#isMerging) return;
    this.#isMerging = true;
    const postings = new Postings();
    const combine: CombineLists = (lists) =>
      combined(postings, lists, (number) => (this.#table.fileOf(number) >= 0 ? number : -1));
    try {
      await this.#store.merge(combine, pause);
    } finally {
      this.#isMerging = false;
      this.#forgetLists();
    }
  }

  clear(): void {
    this.#store.clear();
    this.#reset();
    this.#unsaved = new Set();
    this.#removed = [];
    this.#buffer = new Map();
    this.#buffered = 0;
  }

  #load(): void {
    for (const file of this.#store.files()) this.#hold(file);
    this.#table.skipTo(this.#store.limit());
  }

  #reset(): void {
    this.#numbering++;
    this.#table = new ChunkTable();
    this.#files = [];
    this.#byUri.clear();
    [this.#live, this.#totalLength, this.#textLength] = [0, 0, 0];
    this.#forgetLists();
  }

  #hold(stored: StoredFile): void {
    const { number, uri, path, hash, stamp, first, chunks, textLength } = stored;
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const count = chunks.length;
    this.#files[number] = { uri, path, kind: pathKind(path), hash, length, number, stamp, textLength, first, count };
    this.#byUri.set(uri, number);
    this.#table.put(first, chunks, number);
    this.#live += chunks.length;
    this.#totalLength += length;
    this.#textLength += textLength;
  }

  #fileAt(uri: string): HeldFile | undefined {
    const number = this.#byUri.get(uri);
    return number === undefined ? undefined : this.#files[number];
  }

  /** Notes that a file has the same text under another stamp. */
  #restamp(held: HeldFile, stamp: string): void {
    if (held.stamp === stamp) return;
    this.#files[held.number] = { ...held, stamp };
    this.#unsaved.add(held.number); // Its row is replaced; its postings stay.
  }

  #stored({ number, uri, path, stamp, hash, textLength, first, count }: HeldFile): StoredFile {
    const chunks = Array.from({ length: count }, (_, at) => this.#table.row(first + at));
    return { number, uri, path, stamp, hash, textLength, first, chunks };
  }

  #post(number: number, counts: ReadonlyMap<string, number>): void {
    for (const [term, times] of counts) {
      const packed = packPosting(number, times);
      const list = this.#buffer.get(term);
      if (list) list.push(packed);
      else this.#buffer.set(term, [packed]);
    }
    this.#buffered += counts.size;
  }

  #lists(term: string): readonly Uint8Array[] {
    const known = this.#cache.get(term);
    if (known) return known;
    const lists = this.#store.lists(term);
    this.#cached += lists.reduce((sum, list) => sum + list.length, term.length);
    if (this.#cached > mostCached) this.#forgetLists();
    this.#cache.set(term, lists);
    return lists;
  }

  #forgetLists(): void {
    this.#cache.clear();
    this.#cached = 0;
  }

  /** Gives files and chunks new numbers without gaps. */
  #compact(): void {
    const numbers = new Map<number, number>();
    const files: StoredFile[] = [];
    const before: number[] = [];
    let first = 0;
    for (const held of this.#files) {
      if (!held) continue;
      for (let at = 0; at < held.count; at++) numbers.set(held.first + at, first + at);
      files.push({ ...this.#stored(held), number: files.length, first });
      before.push(held.number);
      first += held.count;
    }
    const postings = new Postings();
    const combine: CombineLists = (lists) => combined(postings, lists, (number) => numbers.get(number) ?? -1);
    this.#store.rewrite({ files, before, limit: first, combine });
    this.#reset();
    for (const file of files) this.#hold(file);
  }
}

/** Makes one list of several. @param renumber returns a chunk's new number, or -1 to leave it out */
function combined(
  postings: Postings,
  lists: readonly Uint8Array[],
  renumber: (number: number) => number,
): Uint8Array | undefined {
  postings.clear();
  for (const list of lists) postings.addList(list);
  const kept: number[] = [];
  for (let at = 0; at < postings.count; at++) {
    const number = renumber(postings.chunks[at] ?? 0);
    if (number >= 0) kept.push(packPosting(number, (postings.quarters[at] ?? 0) / 4));
  }
  return kept.length > 0 ? encodePostings(kept) : undefined;
}
