import type { Proposal } from "../../core/nextEdit/proposeNextEdits.ts";
import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";

/** What Tab does: nothing of ours, accept the edit at the cursor, or go to the edit. */
export type NextEditKey = "none" | "here" | "away";

/** A proposal as it is shown. */
export interface ShownNextEdit {
  readonly proposal: Proposal;
  readonly replacement: TextReplacement;
  readonly key: Exclude<NextEditKey, "none">;
  /** Version of the document that it was made for. */
  readonly version: number;
  /** Edits that the same rules propose altogether, when so many examples were seen that all may be applied at once. */
  readonly applicable: number | undefined;
}

/** An edit to apply beside others. */
export interface PlannedEdit {
  readonly path: string;
  readonly version: number;
  readonly replacement: TextReplacement;
}

/** What next edits ask of an editor. Paths are the documents' addresses. */
export interface NextEditView {
  /** Resolves when the editor's keys follow. */
  setKey(key: NextEditKey): Promise<void>;
  draw(shown: ShownNextEdit): void;
  erase(): void;
  /** What Tab does without Hunch. */
  indent(): Promise<void>;
  /** Moves the cursor, the only time that the view scrolls. */
  jump(path: string, line: number, column: number): Promise<void>;
  /** Applies an edit as one undo step and puts the cursor behind it; false if the document has another version. */
  apply(edit: PlannedEdit): Promise<boolean>;
  /** Shows the edits for confirmation and applies those that are confirmed, as one undo step. */
  preview(edits: readonly PlannedEdit[]): Promise<void>;
}

export interface NextEditSettings {
  /** Least confidence of what is shown; undefined where next edits are off. */
  readonly threshold: number | undefined;
}
