/**
 * One version of a file.
 * Lines have no line ends, so it makes no difference whether the document uses "\r\n" or "\n".
 */
export interface SourceFile {
  readonly uri: string;
  /** Path relative to the workspace, with "/" as separator; for display, prompts and the distance between files. */
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly lines: readonly string[];
}

/** Replaces lines `[startLine, endLine)` of the previous version by `lines`. Lines count from 0. */
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

/** A recently opened file and its most recently edited ranges. */
export interface RecentFile {
  readonly uri: string;
  readonly edited: readonly LineRange[];
}

/**
 * Work in slices: at every `yield`, the caller may let other work run.
 * A task yields about once per millisecond of work. Its owner must stay consistent if the task is dropped.
 */
export type SlicedTask = Generator<void, void, void>;

/**
 * Learns from files as they change: the retrieval index and the embedded engine.
 * `edit` applies a document change event. It returns false for an unknown file or a skipped version; then the caller
 * sends the whole file again.
 */
export interface SourceLearner {
  /** Learns a whole file and replaces what was known of its uri. While it runs, no outdated text is returned. */
  learn(file: SourceFile): SlicedTask;
  /** Applies the edits from the known version to `version`, in order. Returns false if `learn` is needed. */
  edit(uri: string, version: number, edits: readonly LineEdit[]): boolean;
  /** Forgets a file and frees its memory. */
  forget(uri: string): void;
  /** Returns the known version of a file, or undefined. */
  versionOf(uri: string): number | undefined;
  /** Estimated memory in bytes. */
  readonly bytes: number;
}
