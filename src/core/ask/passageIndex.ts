import type { AskRequest, Passage } from "./askFiles.ts";
import type { Commit } from "./history/commitIndex.ts";
import type { IndexedFile } from "./index/chunkIndex.ts";
import type { EmbeddedFile, EmbeddingSpace, FileToEmbed } from "./vectors/embeddings.ts";

/** What Ask finds for a question. */
export interface Findings {
  /** Best first. */
  readonly passages: readonly Passage[];
  /** Files in the index. */
  readonly fileCount: number;
  /** Whether the passages probably don't answer the question. */
  readonly isUnlikely: boolean;
  /** What the user should know about the search, such as that a shared index did not answer. */
  readonly note?: string | undefined;
}

/** A place in a file that may answer a question: lines `[startLine, endLine)`, from 0. */
export interface FoundSpan {
  readonly uri: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Relevance, comparable within one question. */
  readonly score: number;
  /** Of the text in which these lines were found; see `textHash`. */
  readonly hash: string;
}

/** What an index finds for a question; the texts are read where they are. */
export interface FoundSpans {
  /** Best first. */
  readonly spans: readonly FoundSpan[];
  /** Inverse document frequency of each group of the question's terms. */
  readonly rarity: readonly number[];
  /** Files in the index. */
  readonly fileCount: number;
  /** Whether the passages probably don't answer the question. */
  readonly isUnlikely: boolean;
}

export interface FindOptions {
  readonly limit: number;
  /** Recently opened files, most recent first. */
  readonly recentUris: readonly string[];
  /** The question as a vector of an embeddings model, for a second list. */
  readonly meaning?: { readonly space: EmbeddingSpace; readonly vector: readonly number[] } | undefined;
}

/** How large an index is. */
export interface IndexSize {
  readonly files: number;
  readonly chunks: number;
  /** Chunks that have a vector of the embeddings model that was asked for last; undefined before one was. */
  readonly embedded: number | undefined;
  /** UTF-16 units of the indexed texts. */
  readonly textLength: number;
  /** Bytes on disk; 0 for an index in memory. */
  readonly diskBytes: number;
}

/** An index of the workspace that is asked for passages: in this thread, in a worker, or on a server. Holds no texts. */
export interface PassageIndex {
  /** Uris of the files that the index holds, each with its stamp: those that did not change need not be read. */
  known(): Promise<readonly (readonly [uri: string, stamp: string])[]>;
  /** Adds files, each in place of its earlier version. */
  set(files: readonly IndexedFile[]): Promise<void>;
  delete(uris: readonly string[]): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Makes what was set and deleted outlive the process, where the index can. */
  save(): Promise<void>;
  /** Learns from commit messages and from the files that the index holds by then. Takes seconds; searches go on. */
  learn(commits: readonly Commit[]): Promise<void>;
  find(request: AskRequest, options: FindOptions): Promise<FoundSpans>;
  /** Returns uris of at most `most` files with a word, in any spelling; those that most probably declare it come first. */
  filesWith(word: string, most: number): Promise<readonly string[]>;
  /**
   * Returns files with chunks without vectors of this model, at most `mostChunks` in total; empty if all have vectors.
   * @param except hashes of texts to leave out
   */
  toEmbed(space: EmbeddingSpace, mostChunks: number, except?: readonly string[]): Promise<readonly FileToEmbed[]>;
  /** Adds vectors of chunks; leaves out those of files that changed meanwhile. */
  addVectors(space: EmbeddingSpace, files: readonly EmbeddedFile[]): Promise<void>;
  size(): Promise<IndexSize>;
}
