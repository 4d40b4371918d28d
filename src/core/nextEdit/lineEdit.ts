/** A replacement of whole lines that has been made. */
export interface LineEdit {
  readonly path: string;
  /** First line of the new text in the file's current text, from 0. */
  readonly line: number;
  readonly oldLines: readonly string[];
  /** Empty for a deletion. */
  readonly newLines: readonly string[];
}
