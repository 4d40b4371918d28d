/**
 * A piece of another file, or of a distant part of the current file, for a prompt.
 * `window` is consecutive code, `outline` a list of declarations and signatures,
 * `definition` a language server's definition of a name near the cursor.
 */
export interface Snippet {
  readonly kind: "window" | "outline" | "definition";
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** First line shown, from 0. */
  readonly startLine: number;
  /** Line after the last one shown. */
  readonly endLine: number;
  readonly text: string;
  /** Relevance, comparable within one query only. */
  readonly score: number;
  /** Estimated tokens of the text and its header. */
  readonly tokens: number;
}
