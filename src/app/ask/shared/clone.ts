import type { Commit } from "../../../core/ask/history/commitIndex.ts";
import type { DescribeTools } from "../../../core/ask/shared/describeSharedFile.ts";
import type { SharedWriter } from "../../../core/ask/shared/sharedStore.ts";
import type { Embedder } from "../../../core/ask/vectors/embedder.ts";

/** A clone whose files are indexed. Paths are relative to its root. */
export interface Clone {
  readonly commit: string;
  /** Files of that commit that Ask searches. */
  readonly paths: readonly string[];
  /** Those that differ from the commit on the disk. */
  readonly uncommitted: readonly string[];
  /** Paths that differ between two commits; undefined if the clone lacks the earlier one. */
  changedSince(commit: string): Promise<readonly string[] | undefined>;
  /** Commit messages, newest first. */
  history(): Promise<readonly Commit[]>;
  /** Reads a file through the gate; undefined if it is gone, or may not be read. */
  read(path: string): Promise<string | undefined>;
}

export interface IndexingDeps extends Pick<DescribeTools, "redact"> {
  readonly clone: Clone;
  readonly writer: SharedWriter;
  /** Version of Hunch. An index by another version is written again, because it may contain secrets that this one recognises. */
  readonly builtBy: string;
  /** An embeddings model, if one is configured. */
  readonly embedder: Embedder | undefined;
  readonly onProgress: (work: "learning" | "indexing" | "embedding", done: number, total: number) => void;
  readonly pause: () => Promise<void>;
}
