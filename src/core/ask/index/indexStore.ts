import type { ChunkRow } from "./chunkTable.ts";

/** A file with its chunks, as a store keeps it. */
export interface StoredFile {
  /** Unique among all files that were ever added. */
  readonly number: number;
  readonly uri: string;
  readonly path: string;
  /** By which a file that did not change on the disk is recognised; empty if it has to be read to know. */
  readonly stamp: string;
  /** Of its text; see `textHash`. */
  readonly hash: string;
  /** UTF-16 units of its text. */
  readonly textLength: number;
  /** Number of the first chunk; the others follow. */
  readonly first: number;
  readonly chunks: readonly ChunkRow[];
}

/** What is saved together: all of it or nothing. */
export interface StoreChange {
  /** Numbers of files to remove; their postings stay until a merge. */
  readonly removed: readonly number[];
  readonly added: readonly StoredFile[];
  /** Encoded postings of the added files' terms; see `encodePostings`. */
  readonly postings: ReadonlyMap<string, Uint8Array>;
  /** Upper bound of the numbers of all chunks that ever had a posting. */
  readonly limit: number;
}

/** Vectors of all chunks of a file, one after the other, a byte for each number; see `VectorTable`. */
export interface FileVectors {
  /** Number of the file. */
  readonly file: number;
  readonly bytes: Uint8Array;
}

/** Files and chunks under new numbers. */
export interface Renumbering {
  readonly files: readonly StoredFile[];
  /** Numbers of these files before, in their order. */
  readonly before: readonly number[];
  readonly limit: number;
  readonly combine: CombineLists;
}

/** Combines the lists of a term into one; undefined if nothing is left of them. */
export type CombineLists = (lists: readonly Uint8Array[]) => Uint8Array | undefined;

/**
 * Keeps an index: files with their chunks, and postings in segments, each of which was written at once. A later segment
 * holds chunks of greater numbers.
 */
export interface IndexStore {
  /** All files; none in a store that does not outlive its index. */
  files(): Iterable<StoredFile>;
  /** The last `limit` that was saved, 0 at first. */
  limit(): number;
  /** Lists of a term, one a segment, the oldest first. */
  lists(term: string): readonly Uint8Array[];
  /** Calls back for each term of each segment. */
  eachTerm(visit: (term: string, list: Uint8Array) => void): void;
  commit(change: StoreChange): void;
  /** Merges segments if they are too many. Gives up when the store is cleared or rewritten meanwhile. */
  merge(combine: CombineLists, pause: () => Promise<void>): Promise<void>;
  /** Puts files under new numbers in place of all files, and all segments into one. */
  rewrite(renumbering: Renumbering): void;
  clear(): void;
  /** Returns what was saved under a key. */
  value(key: string): Uint8Array | undefined;
  setValue(key: string, value: Uint8Array): void;
  /** Vectors of a model's space; see `EmbeddingSpace`. Those of removed files are gone. */
  vectors(space: string): Iterable<FileVectors>;
  putVectors(space: string, vectors: readonly FileVectors[]): void;
  /** Removes the vectors of all other spaces. */
  keepSpace(space: string): void;
  /** Bytes on disk; 0 for a store in memory. */
  bytes(): number;
  close(): void;
}
