import type { Commit } from "../history/commitIndex.ts";
import type { ChunkRow } from "../index/chunkTable.ts";
import type { PathKind } from "../index/pathKind.ts";
import type { Query } from "../rank/query.ts";
import type { EmbeddingSpace } from "../vectors/embeddings.ts";
import type { TermVectors } from "../vectors/textVectors.ts";

/**
 * Version of what is in a shared index: its tables, how files are cut into chunks, and which terms they have. An index of
 * another version is not searched. A test fails when terms change and this does not.
 */
export const sharedFormat = 2;

/** A chunk as a shared index keeps it. */
export interface SharedChunk extends ChunkRow {
  /** Weighted occurrences by term. */
  readonly counts: ReadonlyMap<string, number>;
  /** Made of the vectors of its terms; see `TextVectors`. */
  readonly likeness: ArrayLike<number>;
}

/** A file as a shared index keeps it: no text, only the terms that occur in it. */
export interface SharedFile {
  /** Relative to the root of the repository, with "/" between its parts. */
  readonly path: string;
  readonly languageId: string;
  readonly kind: PathKind;
  /** Of its text; see `sharedHash`. */
  readonly hash: string;
  readonly chunks: readonly SharedChunk[];
}

/** What a shared index knows of a file that it holds. */
export interface KnownFile {
  readonly hash: string;
  /** Number of the vectors of terms from which its chunks' vectors were made. */
  readonly basis: number;
}

/** How far the index of a repository is. */
export interface RepositoryState {
  /** Commit whose files are indexed; undefined until an indexer has finished once. */
  readonly commit: string | undefined;
  /** Paths that differed from that commit when they were indexed. */
  readonly uncommitted: readonly string[];
  /** Number of the latest vectors of terms; 0 if there are none. */
  readonly basis: number;
  /** Version of Hunch that learnt them; undefined if there are none. */
  readonly builtBy: string | undefined;
  /** Chunks from which they were learnt. */
  readonly learntFrom: number;
  readonly chunkCount: number;
}

/** A file whose chunks have no vectors of an embeddings model. */
export interface SharedFileToEmbed {
  readonly path: string;
  readonly hash: string;
  /** In the order of their numbers in the file. */
  readonly chunks: readonly Pick<ChunkRow, "startLine" | "endLine">[];
}

/**
 * Writes the index of one repository. Only one writer of a repository works at a time. Each call is done completely or
 * not at all, and is repeated after a lost connection.
 */
export interface SharedWriter {
  state(): Promise<RepositoryState>;
  /** Files in the index by path. */
  known(): Promise<ReadonlyMap<string, KnownFile>>;
  /** Vectors of terms of {@link RepositoryState.basis}. */
  termVectors(): Promise<TermVectors | undefined>;
  /**
   * Saves new vectors of terms. Resolves with their number: files that have another one are to be written again.
   * @param builtBy version of Hunch
   */
  putTermVectors(vectors: TermVectors, builtBy: string): Promise<number>;
  /** Puts files in place of their earlier versions, and removes others. */
  write(files: readonly SharedFile[], removed: readonly string[], basis: number): Promise<void>;
  putCommits(commits: readonly Commit[]): Promise<void>;
  /**
   * Returns files without vectors of this model by path, with about `mostChunks` chunks in total; empty at the end.
   * @param after the path after which to look; "" at first
   */
  toEmbed(space: EmbeddingSpace, mostChunks: number, after: string): Promise<readonly SharedFileToEmbed[]>;
  /** Adds vectors of files; leaves out those whose hash is another one now. */
  putEmbeddings(space: EmbeddingSpace, files: readonly SharedEmbeddedFile[]): Promise<void>;
  /** Marks the index as complete for a commit. @param uncommitted paths that differ from it */
  finish(commit: string, uncommitted: readonly string[]): Promise<void>;
  /** Removes the repository from the index; nothing can be written after it. */
  remove(): Promise<void>;
  /** Lets another writer work. */
  close(): Promise<void>;
}

export interface SharedEmbeddedFile {
  readonly path: string;
  readonly hash: string;
  readonly vectors: readonly (readonly number[])[];
}

/** Which files of a shared index are searched. */
export interface SharedFilter {
  /** Folder in the repository; "" for all. */
  readonly folder: string;
  /** Languages; empty for all. */
  readonly languageIds: readonly string[];
}

export interface SharedSearch {
  /** Names of the repository: the first that the index holds is searched. */
  readonly repositories: readonly string[];
  readonly query: Query;
  readonly filter: SharedFilter;
  /** The question as a vector of an embeddings model, for a second list. */
  readonly meaning: { readonly model: string; readonly vector: readonly number[] } | undefined;
}

/** A chunk that was found. */
export interface SharedHit extends Pick<ChunkRow, "startLine" | "endLine"> {
  readonly path: string;
  readonly hash: string;
  readonly score: number;
}

export interface SharedHits {
  readonly repository: string;
  readonly commit: string;
  readonly fileCount: number;
  readonly chunkCount: number;
  /** Number of chunks that contain a term of the query. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** Score of the best chunk by words alone. */
  readonly bestByWords: number;
  /** By words, history and likeness, best first. */
  readonly byWords: readonly SharedHit[];
  /** Nearest to the vector of the question, the nearest first; empty without one, or if the index lacks this model. */
  readonly byMeaning: readonly SharedHit[];
}

/**
 * An index on a server that a team shares. It ranks where the data is. Another kind of server, such as a search engine
 * or a vector database, is another implementation of this interface.
 */
export interface SharedStore {
  /** @throws SharedIndexError */
  search(search: SharedSearch): Promise<SharedHits>;
  /** Starts to write the index of a repository, and creates what the server lacks. Waits for another writer. */
  openWriter(repository: string, onWait: (sentence: string) => void): Promise<SharedWriter>;
  close(): Promise<void>;
}
