import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import type { Proposal } from "../../core/nextEdit/proposeNextEdits.ts";
import type { RenamedName } from "../../core/nextEdit/renamedName.ts";
import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";

/** What Tab does: nothing of ours, accept the edit at the cursor, or go to the edit. */
export type NextEditKey = "none" | "here" | "away";

/** Where the cursor is. Lines and columns count from 0. */
export interface NextEditCursor {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** False while something is selected or there are several cursors: Tab indents then. */
  readonly isPlain: boolean;
}

/** An edit that a rule or a model proposes. */
export interface ProposedEdit extends Omit<Proposal, "confidence" | "learntFrom"> {
  /** Calibrated probability that the edit is wanted; undefined for a model's. */
  readonly confidence: number | undefined;
}

/** A proposal as it is shown. */
export interface ShownNextEdit {
  readonly proposal: ProposedEdit;
  /** The label of the model that proposes it; undefined for the rules. */
  readonly model: string | undefined;
  readonly replacement: TextReplacement;
  readonly key: Exclude<NextEditKey, "none">;
  /** Version of the document that it was made for. */
  readonly version: number;
  /** The edits that its rules were learnt from, or that the model was sent, oldest first. */
  readonly examples: readonly LineEdit[];
  /** Whether the editor reports the name that is exchanged as an error, which is evidence beside the confidence. */
  readonly isProblem: boolean;
  /** The renamed declaration, if the language server renames what is declared there. */
  readonly rename: RenamedDeclaration | undefined;
  /** Number of edits that may be applied at once: by rules with enough examples, or in the same answer of a model. */
  readonly applicable: number | undefined;
}

/** A declaration that the person renamed by hand. The language server may rename its uses, too. */
export interface RenamedDeclaration extends RenamedName {
  readonly path: string;
  readonly version: number;
}

/** An edit to apply beside others. */
export interface PlannedEdit {
  readonly path: string;
  readonly version: number;
  readonly replacement: TextReplacement;
}

/** Where the new text of an applied edit is in its document, in UTF-16 units. */
export interface AppliedEdit {
  readonly start: number;
  readonly length: number;
}

/** What next edits ask of an editor. Paths are the documents' addresses. */
export interface NextEditView {
  /** Resolves when the editor's keys follow. */
  setKey(key: NextEditKey): Promise<void>;
  /** Whether the editor reports exactly this name as an error, because it is not known any more. */
  isProblem(path: string, name: RenamedName): boolean;
  draw(shown: ShownNextEdit): void;
  erase(): void;
  /** What Tab does without Hunch. */
  indent(): Promise<void>;
  /** Moves the cursor, the only time that the view scrolls. */
  jump(path: string, line: number, column: number): Promise<void>;
  /**
   * Applies an edit as one undo step and puts the cursor behind it. Undefined if the document has another version.
   */
  apply(edit: PlannedEdit): Promise<AppliedEdit | undefined>;
  /** Shows the edits for confirmation and applies those that are confirmed, as one undo step. False if none was. */
  preview(edits: readonly PlannedEdit[]): Promise<boolean>;
  /** Whether the language server renames what is declared there. */
  canRename(declaration: RenamedDeclaration): Promise<boolean>;
  /**
   * Puts the old name back and lets the language server rename it everywhere. If it can't, the new name stays.
   * @returns whether it did
   */
  rename(declaration: RenamedDeclaration): Promise<boolean>;
  /** Reports why a command did nothing, by a text to be translated and its arguments. */
  explain(sentence: string, ...args: readonly string[]): void;
}

export interface NextEditSettings {
  /** Least confidence of what is shown; undefined where next edits are off. */
  readonly threshold: number | undefined;
}
