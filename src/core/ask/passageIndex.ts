import type { AskRequest, Passage } from "./askFiles.ts";
import type { Commit } from "./history/commitIndex.ts";
import type { IndexedFile } from "./index/memoryIndex.ts";

/** What an index finds for a question. */
export interface Findings {
  /** Best first. */
  readonly passages: readonly Passage[];
  /** Files in the index. */
  readonly fileCount: number;
  /** Whether the passages probably don't answer the question. */
  readonly isUnlikely: boolean;
}

export interface FindOptions {
  readonly limit: number;
  /** Recently opened files, most recent first. */
  readonly recentUris: readonly string[];
}

/** An index of the workspace that is asked for passages: in this thread, in a worker, or on a server. */
export interface PassageIndex {
  /** Adds files, each in place of its earlier version. */
  set(files: readonly IndexedFile[]): Promise<void>;
  delete(uris: readonly string[]): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Learns from commit messages and from the files that the index holds by then. Takes seconds; searches go on. */
  learn(commits: readonly Commit[]): Promise<void>;
  find(request: AskRequest, options: FindOptions): Promise<Findings>;
}
