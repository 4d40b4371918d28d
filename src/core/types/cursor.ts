/** How the document is indented, from the editor's options. */
export interface Indentation {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/**
 * The place of a completion request: a frozen window of the document around the cursor.
 * Text uses "\n" whatever the document does.
 */
export interface Cursor {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** Document version this was read from. */
  readonly version: number;
  /** Line of the cursor in the document, from 0. */
  readonly line: number;
  /** Text before the cursor; begins at the start of a line, possibly not the document's first. */
  readonly prefix: string;
  /** Text after the cursor; its first line is the true rest of the cursor's line. */
  readonly suffix: string;
  readonly indentation: Indentation;
}
