/** One file that Ask may look into. */
export interface AskFile {
  readonly uri: string;
  /** Relative to the workspace, with "/" between its parts. */
  readonly path: string;
  readonly lines: readonly string[];
  /** 0 for the file in front of the user, 1 for the one before it, …; undefined for files not opened recently. */
  readonly recency: number | undefined;
}

/**
 * The files a question is answered from: recently opened ones first, then the workspace, those with the highest
 * `promise` of their path first, because a large workspace is read only in part. Excluded, ignored, binary and secret
 * files never come. Ends early when aborted.
 */
export type AskFiles = (promise: (path: string) => number, signal: AbortSignal) => AsyncIterable<AskFile>;

/** What the user had selected when asking. */
export interface AskSelection {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** A question and answer of the same conversation, before this one. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer: string;
}

export interface AskRequest {
  readonly question: string;
  readonly selection: AskSelection | undefined;
  /** Oldest first. */
  readonly earlier: readonly EarlierTurn[];
}

/** Consecutive lines of a file that may answer a question. */
export interface Passage {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  /** The line that says most about the question: where to open the file. */
  readonly focusLine: number;
  readonly text: string;
  /** Relevance, comparable within one question. */
  readonly score: number;
}
