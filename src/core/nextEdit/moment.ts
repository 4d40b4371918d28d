import type { IndexedFile } from "./indexedFile.ts";
import type { LineEdit } from "./lineEdit.ts";

/** What is known when a next edit is looked for. */
export interface Moment {
  /** The current file first, then the most recent ones. */
  readonly files: readonly IndexedFile[];
  /** Edits made, oldest first, in current coordinates. */
  readonly made: readonly LineEdit[];
  /** From 0, in the current file. */
  readonly cursorLine: number;
  readonly refused: readonly Refusal[];
}

/** A proposal the person did not want. */
export interface Refusal {
  readonly path: string;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** Keys of its rules. */
  readonly rules: readonly string[];
}

/** Values by feature name; what is missing counts as 0. */
export type Features = Readonly<Record<string, number>>;

/** A replacement of `oldCount` lines from `line` on that some rules suggest. */
export interface Candidate {
  readonly file: IndexedFile;
  readonly line: number;
  readonly oldCount: number;
  readonly newLines: readonly string[];
  /** Keys of the rules it applies. */
  readonly rules: readonly string[];
  /** Numbers of the edits the rules were learnt from. */
  readonly learntFrom: readonly number[];
  readonly features: Features;
}
