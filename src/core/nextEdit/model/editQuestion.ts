import type { LineEdit } from "../lineEdit.ts";

/** What a model is asked about: a file, the cursor in it, and what was changed last. */
export interface EditQuestion {
  /** Address of the current file, which names it in {@link edits}. */
  readonly uri: string;
  readonly cursor: { readonly line: number; readonly column: number };
  /** Lines of the current file and of those that were edited. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Edits made, oldest first, in current coordinates. */
  readonly edits: readonly LineEdit[];
  /** The path of a file as the model gets it. */
  readonly pathOf: (uri: string) => string;
}

/** Lines `[start, end)` that the model may rewrite. */
export interface EditRegion {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A replacement of whole lines; `line` counts from 0. */
export interface LinesChange {
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}
