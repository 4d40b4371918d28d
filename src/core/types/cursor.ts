/** The document's indentation, from the editor's options. */
export interface Indentation {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/**
 * The position of a completion request, with an immutable window of the document around it.
 * Line ends are "\n", whatever the document uses.
 */
export interface Cursor {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** Version of the document that the text was read from. */
  readonly version: number;
  /** Line of the cursor in the document, from 0. */
  readonly line: number;
  /** Text before the cursor. It starts at the start of a line, not necessarily the first one. */
  readonly prefix: string;
  /** Text after the cursor. Its first line is the complete rest of the cursor's line. */
  readonly suffix: string;
  readonly indentation: Indentation;
}
