/** What an evaluation is told when it begins. */
export interface EvaluationOrder {
  /** Folder of the repository on this machine. */
  readonly folder: string;
  readonly name: string;
  readonly cases: number;
  /** The confidence from which the embedded engine speaks. */
  readonly threshold: number;
  readonly maxLines: number;
}

/** What it says; `page`, `empty` and `failed` are last words. */
export type EvaluationMessage =
  | { readonly kind: "progress"; readonly part: string; readonly done: number; readonly total: number }
  /** The report as a page in Markdown. */
  | { readonly kind: "page"; readonly text: string }
  /** The history has no commit that makes a case. */
  | { readonly kind: "empty" }
  | { readonly kind: "failed"; readonly reason: string };
