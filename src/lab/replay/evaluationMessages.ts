/** Parameters of an evaluation. */
export interface EvaluationOrder {
  /** Folder of the repository on this machine. */
  readonly folder: string;
  readonly name: string;
  readonly cases: number;
  /** Minimum confidence of the embedded engine's suggestions. */
  readonly threshold: number;
  readonly maxLines: number;
  /** The page's translations by their English text; none for English. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Messages of an evaluation. `page`, `empty` and `failed` are the last message. */
export type EvaluationMessage =
  | { readonly kind: "progress"; readonly part: string; readonly done: number; readonly total: number }
  /** The report as a page in Markdown. */
  | { readonly kind: "page"; readonly text: string }
  /** The history has no commit that makes a case. */
  | { readonly kind: "empty" }
  | { readonly kind: "failed"; readonly reason: string };
