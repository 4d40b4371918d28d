/**
 * A piece of another file (or of a far part of this one) that goes into a prompt.
 * `window` is consecutive code; `outline` is a readable list of declarations and signatures;
 * `definition` is what a language server says a name near the cursor stands for.
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
  /** Relevance, comparable only within one query. */
  readonly score: number;
  /** Estimated tokens that the text and its header cost. */
  readonly tokens: number;
}
