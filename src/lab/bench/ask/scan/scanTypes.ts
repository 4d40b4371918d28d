import type { Passage } from "../../../../core/ask/askFiles.ts";

/** One file that the scan looks into. */
export interface AskFile {
  readonly uri: string;
  /** Relative to the workspace, with "/" between its parts. */
  readonly path: string;
  readonly lines: readonly string[];
  /** 0 for the file in front of the user, 1 for the one before it, …; undefined for files not opened recently. */
  readonly recency: number | undefined;
}

/** The files a question is answered from. Ends early when aborted. */
export type AskFiles = (promise: (path: string) => number, signal: AbortSignal) => AsyncIterable<AskFile>;

/** A passage as the scan ranks it. */
export type ScannedResult = Omit<Passage, "words">;
