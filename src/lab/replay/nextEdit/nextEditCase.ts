/** An edit of a recorded commit: replaces lines startLine..endLine (from 1, both in) of a file as it was before the commit. */
export interface RecordedEdit {
  /** Index into the case's files. */
  readonly file: number;
  readonly startLine: number;
  /** `startLine - 1` for an insertion. */
  readonly endLine: number;
  readonly newLines: readonly string[];
}

/** A moment in the middle of a recorded change. */
export interface NextEditCase {
  readonly id: string;
  readonly repo: string;
  readonly lang: string;
  readonly path: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** All edits of the commit, in the order in which they are made. */
  readonly edits: readonly RecordedEdit[];
  /** How many of them have been made. */
  readonly made: number;
  /** Other files, most recently worked on first. */
  readonly recent: readonly ({ readonly file: number } | { readonly path: string; readonly text: string })[];
}
