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
  /** Passages that the user added to the question. */
  readonly pinned?: readonly Passage[];
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
  /** Words of the text that match the question, as they are written there: the reason why the passage was found. */
  readonly words: readonly string[];
  /** Which index found it, if there is one that a team shares; that of this machine alone if left out. */
  readonly origin?: "shared" | "both" | undefined;
}
