/**
 * A block of an answer. No member represents markup, images or anything else that loads content, so whatever else a
 * model writes is shown as plain text.
 */
export type AnswerBlock =
  | { readonly kind: "paragraph"; readonly inlines: readonly AnswerInline[] }
  | { readonly kind: "heading"; readonly level: number; readonly inlines: readonly AnswerInline[] }
  /** `path`: the file that the code is for, if the fence names it. */
  | { readonly kind: "code"; readonly language: string; readonly text: string; readonly path?: string }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly (readonly AnswerBlock[])[] }
  | { readonly kind: "quote"; readonly blocks: readonly AnswerBlock[] }
  | { readonly kind: "table"; readonly head: TableRow; readonly rows: readonly TableRow[] }
  | { readonly kind: "rule" };

export type TableRow = readonly (readonly AnswerInline[])[];

export type AnswerInline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly inlines: readonly AnswerInline[] }
  /** Opens through the editor after a click; https only. */
  | { readonly kind: "link"; readonly url: string; readonly inlines: readonly AnswerInline[] }
  /** A numbered source, from 1; weak if it contains none of the names that the claim speaks of. */
  | { readonly kind: "citation"; readonly number: number; readonly isWeak?: boolean }
  /** A number that points to no source that was sent. */
  | { readonly kind: "missing"; readonly number: number }
  | { readonly kind: "break" };
