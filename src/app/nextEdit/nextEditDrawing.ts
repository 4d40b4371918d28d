import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";
import type { SuggestionEndReason } from "../../core/statistics/events.ts";
import { renamedDeclaration } from "./findNextEdits.ts";
import type { NextEditOutcomes } from "./nextEditOutcomes.ts";
import type { NextEditKey, NextEditView, ShownNextEdit } from "./nextEditPorts.ts";
import type { TrackedFiles } from "./trackedFiles.ts";

export interface NextEditDrawingParts {
  readonly view: Pick<NextEditView, "setKey" | "draw" | "erase" | "canRename">;
  readonly outcomes: Pick<NextEditOutcomes, "drawn" | "ended">;
  readonly files: TrackedFiles;
  readonly onError: (error: unknown) => void;
}

/** A place in a document. Lines and columns count from 0. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** The one next edit that is shown, and the key that is armed for it. */
export class NextEditDrawing {
  readonly #parts: NextEditDrawingParts;
  #shown: ShownNextEdit | undefined;
  /** Grows with whatever makes a drawing that is on its way obsolete. */
  #turn = 0;
  #key: NextEditKey = "none";
  #isDrawn = false;

  constructor(parts: NextEditDrawingParts) {
    this.#parts = parts;
  }

  /** What is drawn, or will be as soon as its key is armed. */
  get shown(): ShownNextEdit | undefined {
    return this.#shown;
  }

  /** What is drawn, if anything. */
  get drawn(): ShownNextEdit | undefined {
    return this.#isDrawn ? this.#shown : undefined;
  }

  /** Arms the key first and draws then: an early Tab must do what the drawing says. @param foundAfterMs how long the search took */
  show(shown: ShownNextEdit, foundAfterMs: number): void {
    const { view, outcomes, files, onError } = this.#parts;
    const turn = ++this.#turn;
    // The same edit stays drawn while its key changes: a second Tab means that edit.
    if (this.#shown?.proposal !== shown.proposal) this.#isDrawn = false;
    this.#shown = shown;
    this.#key = shown.key;
    view
      .setKey(shown.key)
      .then(() => {
        if (turn !== this.#turn) return;
        this.#isDrawn = true;
        view.draw(shown);
        outcomes.drawn(shown, files.get(shown.proposal.path)?.languageId ?? "", foundAfterMs);
        return this.#offerRename(shown, turn);
      })
      .catch(onError);
  }

  /** Erases first and disarms the key then. @param reason undefined if what became of the edit is recorded elsewhere */
  hide(reason?: SuggestionEndReason): void {
    const { view, outcomes, onError } = this.#parts;
    if (reason) outcomes.ended(reason);
    this.#turn++;
    this.#isDrawn = false;
    this.#shown = undefined;
    if (this.#key === "none") return;
    this.#key = "none";
    view.erase();
    view.setKey("none").catch(onError);
  }

  /** The cursor moved: the key and the hint at its line follow. Nothing happens if nothing is shown. */
  follow(cursor: Place | undefined, foundAfterMs: number): void {
    const shown = this.#shown;
    if (!shown) return;
    const key = keyFor(shown.replacement, shown.proposal.path, cursor);
    if (key !== shown.key) this.show({ ...shown, key }, foundAfterMs);
    else if (this.#isDrawn) this.#parts.view.draw(shown);
  }

  /** Asks the language server whether it renames what the user renamed by hand; if so, that is offered, too. */
  async #offerRename(shown: ShownNextEdit, turn: number): Promise<void> {
    const { view, files } = this.#parts;
    const rename = shown.isProblem && !shown.rename ? renamedDeclaration(shown, files) : undefined;
    if (!rename || !(await view.canRename(rename)) || turn !== this.#turn || !this.#shown) return;
    this.#shown = { ...this.#shown, rename };
    view.draw(this.#shown);
  }
}

/** What Tab does: it applies an edit in the lines of the cursor, and goes to any other. */
export function keyFor(
  { startLine, endLine, endColumn }: TextReplacement,
  path: string,
  cursor: Place | undefined,
): "here" | "away" {
  const lastLine = endColumn === 0 ? Math.max(startLine, endLine - 1) : endLine;
  return cursor?.path === path && cursor.line >= startLine && cursor.line <= lastLine ? "here" : "away";
}

/** Where the cursor goes before an edit is applied: not into white space at the start of a line, where Tab indents. */
export function landingOf(
  { replacement, proposal }: ShownNextEdit,
  files: TrackedFiles,
): { readonly line: number; readonly column: number } {
  const { startLine: line, startColumn } = replacement;
  const text = files.get(proposal.path)?.file.lines[line]?.text ?? "";
  return { line, column: text.slice(0, startColumn).trim() === "" ? text.length : startColumn };
}
