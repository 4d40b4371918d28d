/**
 * One version of a file, as the core sees it.
 * Lines carry no line ends: "\r\n" and "\n" documents look alike here.
 */
export interface SourceFile {
  readonly uri: string;
  /** Path relative to the workspace, with "/" between its parts; for display, prompts and path priors. */
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly lines: readonly string[];
}

/** Lines `[startLine, endLine)` of the previous version are replaced by `lines`. Lines count from 0. */
export interface LineEdit {
  readonly startLine: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** Lines `[startLine, endLine)`, from 0. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** A recently opened file and the ranges last edited in it, as known to whoever keeps the recency order. */
export interface RecentFile {
  readonly uri: string;
  readonly edited: readonly LineRange[];
}

/**
 * Work cut into slices: every `yield` is a place where the caller may give the thread back.
 * A task yields at least once per millisecond or so of work; dropping it half-way must leave its owner consistent.
 */
export type SlicedTask = Generator<void, void, void>;

/**
 * Whatever learns from files as they change: the retrieval index, the embedded engine.
 * `edit` follows a document change event; an edit for an unknown file, or one that skips a version, is ignored and
 * the caller sends the whole file again (`edit` returns false).
 */
export interface SourceLearner {
  /** Learns a whole file, replacing what was known of that uri. Nothing stale may be answered while it runs. */
  learn(file: SourceFile): SlicedTask;
  /** Follows the edits that lead from the known version to `version`, in order; false asks for `learn`. */
  edit(uri: string, version: number, edits: readonly LineEdit[]): boolean;
  /** Frees everything known of a file. */
  forget(uri: string): void;
  /** Version known of a file, or undefined. */
  versionOf(uri: string): number | undefined;
  /** Estimated memory in bytes. */
  readonly bytes: number;
}
