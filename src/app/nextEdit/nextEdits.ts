import type { NextEditModel } from "../../core/nextEdit/confidence.ts";
import type { IndexedFile } from "../../core/nextEdit/indexedFile.ts";
import type { SuggestionEndReason } from "../../core/statistics/events.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { Clock } from "../ports.ts";
import { type ChangeCause, type ChangeFacts, changeCause } from "./changeCause.ts";
import { problemsIn } from "./findNextEdits.ts";
import type { ModelEdits } from "./modelEdits.ts";
import { landingOf, NextEditDrawing } from "./nextEditDrawing.ts";
import type { NextEditOutcomes, NextEditRecord } from "./nextEditOutcomes.ts";
import type {
  NextEditCursor,
  NextEditSettings,
  NextEditView,
  ProposedEdit,
  RenamedDeclaration,
  ShownNextEdit,
} from "./nextEditPorts.ts";
import { NextEditSearch } from "./nextEditSearch.ts";
import { Refusals } from "./refusals.ts";
import type { Splice } from "./splicesOf.ts";
import { isWithin, type NextEditDocument, TrackedFiles } from "./trackedFiles.ts";

export interface NextEditParts {
  readonly view: NextEditView;
  readonly clock: Clock;
  readonly outcomes: NextEditOutcomes;
  readonly settings: (path: string) => NextEditSettings;
  /** Asks a model where the rules propose nothing. */
  readonly modelEdits?: ModelEdits;
  /** Called once, when the first edit was made. */
  readonly createModel: () => NextEditModel;
  readonly onError: (error: unknown) => void;
}

interface Facts extends Omit<ChangeFacts, "oldLines" | "isAccepting" | "splices"> {
  /** Whether the document differs from the file on disk. The editor reports the first edit before it sets this. */
  readonly isDirty: boolean;
}

/** An edit is over when nothing was typed for this long, or at once when the cursor leaves its line. */
const restMs = 600;
const leaveMs = 60;

/** Proposes next edits one at a time: shows, moves, applies, and is silent after a refusal until something new is learnt. */
export class NextEdits {
  readonly #parts: NextEditParts;
  readonly #files = new TrackedFiles();
  readonly #refusals = new Refusals();
  readonly #search: NextEditSearch;
  readonly #drawing: NextEditDrawing;
  #cursor: NextEditCursor | undefined;
  #accepted: ProposedEdit | undefined;
  /** The edit that is being applied. */
  #accepting: ProposedEdit | undefined;
  #isJumping = false;
  /** Whether the language server is renaming. */
  #isRenaming = false;
  /** Whether an edit was made since a next one was last looked for, or something was hidden that the user did not refuse. */
  #isDue = false;
  #cancel: () => void = () => undefined;
  #isLookingSoon = false;

  constructor(parts: NextEditParts) {
    this.#parts = parts;
    const { view, outcomes, onError } = parts;
    const files = this.#files;
    const isProblem = problemsIn(files, view);
    this.#search = new NextEditSearch({ ...parts, files, refusals: this.#refusals, isProblem });
    this.#drawing = new NextEditDrawing({ view, outcomes, files, onError });
  }

  /** What is drawn, if anything. */
  get drawn(): ShownNextEdit | undefined {
    return this.#drawing.drawn;
  }

  /** Whether nothing is on its way: neither a search for the next edit nor a drawing. */
  get isSettled(): boolean {
    const isAsking = this.#parts.modelEdits?.isAsking ?? false;
    return !this.#isLookingSoon && !isAsking && this.#drawing.shown === this.#drawing.drawn;
  }

  /** The last next edits and what became of them, newest first. */
  get recent(): readonly NextEditRecord[] {
    return this.#parts.outcomes.recent;
  }

  /** Whether the changes of a document are followed. */
  knows(path: string): boolean {
    return this.#files.get(path) !== undefined;
  }

  /** A document came to the front, or was read again. Nothing is proposed in it or learnt from it before {@link admit}. */
  opened(document: NextEditDocument): void {
    if (this.#files.opened(document)) this.#presentAgain(document.path);
  }

  /** The file is not excluded. Finding that out may take longer than the first edit. */
  admit(path: string): void {
    if (this.#files.admit(path) && this.#isDue) this.#lookAfter(restMs);
  }

  /** A document was closed: its text may change unseen, so it is read again when it is opened again. */
  closed(path: string): void {
    this.#files.closed(path);
    if (this.#cursor?.path === path) this.left();
  }

  /** The documents whose changes are followed. */
  get paths(): readonly string[] {
    return this.#files.paths;
  }

  /** Forgets a file, or the files of a folder, that was deleted, renamed or excluded. */
  forget(path: string): void {
    if (this.#cursor && isWithin(path, this.#cursor.path)) this.left();
    const forgotten = this.#files.forget(path);
    if (forgotten.length > 0) this.#parts.modelEdits?.forget();
    const { shown } = this.#drawing;
    if (shown && forgotten.includes(shown.proposal.path)) this.#setAside("editorClosed");
  }

  /** An editor came to the front whose document is not followed: nothing is shown, and no key is armed. */
  left(): void {
    this.#cursor = undefined;
    this.#cancel();
    this.#parts.modelEdits?.withdraw();
    this.#setAside("movedAway");
  }

  /** Follows a change of a document, reported after it was made. */
  changed(document: NextEditDocument, splices: readonly Splice[], facts: Facts): void {
    const known = this.#files.get(document.path);
    if (!known || known.version !== document.version - 1) {
      this.#parts.modelEdits?.forget();
      this.opened(document);
      return;
    }
    const oldLines = splices.map(({ line, oldCount }) =>
      known.file.lines.slice(line, line + oldCount).map(({ text }) => text),
    );
    const isAccepting = this.#accepting?.path === document.path;
    const reported = changeCause({ ...facts, splices, oldLines, isAccepting });
    // Nothing is learnt from what is written while next edits are off, and no model is sent it later.
    const isOn = this.#search.isOn(document.path);
    const cause = this.#isRenaming || !isOn ? "tool" : reported;
    const isByHand = cause !== "tool";
    if (isByHand && cause !== "accepted") this.#passOver(document.path, splices);
    const isEdit = facts.isDirty || cause === "undo" || cause === "accepted";
    this.#files.follow(document, splices, { isByHand, isEdit });
    if (cause === "undo") this.#refuseUndone(document.path, known.file);
    if (isOn) this.#tellModel(cause, document, splices);
    else this.#parts.modelEdits?.forget();
    if (cause === "accepted") this.#drawing.hide();
    else if (isByHand) {
      this.#drawing.hide("typedOtherwise");
      this.#lookLater();
    } else if (this.#drawing.shown?.proposal.path === document.path) this.#setAside("typedOtherwise");
  }

  /** An edit by the user is a reason to ask a model again. */
  #tellModel(cause: ChangeCause, { path, version }: NextEditDocument, splices: readonly Splice[]): void {
    const { modelEdits } = this.#parts;
    if (this.#accepting && cause === "accepted") modelEdits?.applied(path, version, this.#accepting);
    else if (cause === "tool") modelEdits?.changedByTool(path, version, splices);
    else if (cause === "undo") modelEdits?.forget();
    else modelEdits?.edited();
  }

  /** A document differs from the file on disk: the last change was an edit. */
  edited(path: string): void {
    this.#files.edited(path);
  }

  /** The editor reports other errors in these documents than before. */
  problemsChanged(paths: readonly string[]): void {
    const cursor = this.#cursor;
    if (!this.#search.isProblemDue || this.#isLookingSoon || this.#drawing.shown || !cursor) return;
    if (paths.some((path) => this.knows(path))) this.#lookAfter(leaveMs);
  }

  /** The cursor moved, or another editor came to the front. */
  moved(cursor: NextEditCursor): void {
    const last = this.#cursor;
    this.#cursor = cursor;
    this.#parts.modelEdits?.stay(cursor.path);
    if (this.#accepting || this.#isJumping) return;
    if (this.#doesTabIndent()) {
      this.#setAside("movedAway");
      return;
    }
    if (this.#drawing.shown) {
      this.#drawing.follow(cursor, this.#search.tookMs);
      return;
    }
    const isElsewhere = last?.path !== cursor.path || last.line !== cursor.line;
    if (this.#isDue) this.#lookAfter(isElsewhere && !this.#isInLastEdit() ? leaveMs : restMs);
  }

  /**
   * Goes to the edit, or applies it where the cursor is. Resolves when done.
   * @param isTab whether the key was Tab, which indents if nothing is drawn
   */
  async take(isTab = true): Promise<void> {
    if (this.#accepting || this.#isJumping) return; // The last key is still at work.
    const shown = this.#drawing.drawn;
    if (!shown) {
      // The key was armed, but nothing was drawn yet, or not any more.
      if (isTab) await this.#parts.view.indent();
      return;
    }
    if (shown.key === "away") {
      await this.#goTo(shown);
      return;
    }
    this.#drawing.hide();
    const { proposal, replacement, version } = shown;
    this.#accepting = proposal;
    const applied = await this.#parts.view.apply({ path: proposal.path, version, replacement }).finally(() => {
      this.#accepting = undefined;
    });
    if (!applied) {
      this.#parts.outcomes.ended("replaced");
      this.#lookLater();
      return;
    }
    this.#parts.outcomes.applied(proposal, applied);
    this.#accepted = proposal;
    this.#cancel();
    this.#look(true);
  }

  async #goTo(shown: ShownNextEdit): Promise<void> {
    const { path } = shown.proposal;
    const landing = landingOf(shown, this.#files);
    this.#isJumping = true;
    try {
      await this.#parts.view.jump(path, landing.line, landing.column);
    } catch (error) {
      this.#parts.onError(error); // The file is gone.
      this.forget(path);
      return;
    } finally {
      this.#isJumping = false;
    }
    this.#cursor = { path, ...landing, isPlain: true };
    this.#drawing.follow(this.#cursor, this.#search.tookMs);
  }

  /** Escape: hides the edit, and is silent about its rules until something new is learnt. A model is not asked until then. */
  dismiss(): void {
    const proposal = this.#drawing.shown?.proposal;
    if (!proposal) return;
    this.#refusals.dismiss(proposal, this.#files.serial);
    this.#parts.modelEdits?.forget();
    this.#drawing.hide("dismissed");
  }

  /**
   * Lets the language server rename what the shown edit renames. Otherwise shows all edits that the rules of the shown one
   * propose, to be confirmed together.
   */
  async applyAll(): Promise<void> {
    const shown = this.#drawing.shown;
    if (!shown) {
      this.#parts.view.explain(
        translatable("No next edit is shown. Change something first, and repeat the change once or twice."),
      );
      return;
    }
    if (shown.rename) {
      await this.#rename(shown.rename, shown.proposal);
      return;
    }
    const edits = this.#search.all(shown, this.#cursor);
    if (edits.length === 0) return;
    this.#drawing.hide();
    const areApplied = await this.#parts.view.preview(edits);
    if (areApplied) this.#parts.outcomes.applied(shown.proposal);
    else {
      this.#parts.outcomes.ended("replaced", shown.proposal);
      this.#lookLater();
    }
  }

  async #rename(declaration: RenamedDeclaration, proposal: ProposedEdit): Promise<void> {
    this.#drawing.hide();
    this.#cancel();
    this.#isRenaming = true;
    const restoreEdits = this.#files.keepEdits(declaration.path);
    const isRenamed = await this.#parts.view.rename(declaration).finally(() => {
      this.#isRenaming = false;
    });
    if (isRenamed) this.#parts.outcomes.applied(proposal);
    else {
      restoreEdits();
      this.#parts.outcomes.ended("replaced", proposal);
      this.#parts.view.explain(
        translatable('The language server did not rename "{0}". Use Tab for each place instead.'),
        declaration.from,
      );
      this.#lookLater();
    }
  }

  /** Settings changed, or Hunch was turned on or off: what is shown and would not be proposed any more is hidden. */
  settingsChanged(): void {
    const shown = this.#drawing.shown;
    if (!shown) return;
    const { threshold } = this.#parts.settings(shown.proposal.path);
    const { confidence = 1 } = shown.proposal;
    if (threshold === undefined || (confidence < threshold && !shown.isProblem)) this.#setAside("replaced");
  }

  /** The model that is asked has changed, or none is asked any more: what it proposed is hidden. The next edit asks again. */
  modelChanged(): void {
    this.#parts.modelEdits?.forget();
    if (this.#drawing.shown?.model !== undefined) this.#drawing.hide("replaced");
  }

  /** Ends what is shown. */
  dispose(): void {
    this.#cancel();
    this.#parts.modelEdits?.forget();
    this.#drawing.hide("sessionEnded");
  }

  /** Hides what is shown although the user did not refuse it: a search follows, now or where the cursor can show a result. */
  #setAside(reason: SuggestionEndReason): void {
    if (!this.#drawing.shown) return;
    this.#drawing.hide(reason);
    this.#lookLater();
  }

  #lookLater(): void {
    this.#isDue = true;
    this.#lookAfter(restMs);
  }

  #lookAfter(ms: number): void {
    this.#cancel();
    this.#isLookingSoon = true;
    const cancel = this.#parts.clock.after(ms, () => this.#look(false));
    this.#cancel = () => {
      this.#isLookingSoon = false;
      cancel();
    };
  }

  /** @param isChained whether the person has just taken an edit: Tab goes on with the next one wherever the cursor is */
  #look(isChained: boolean): void {
    this.#isLookingSoon = false;
    const cursor = this.#cursor;
    if (!cursor || this.#drawing.shown || (!isChained && this.#doesTabIndent())) return;
    this.#files.settle();
    const moment = this.#search.momentAt(cursor);
    if (!moment) return;
    this.#isDue = false;
    const shown = this.#search.find(cursor, moment, () => {
      this.#isDue = true;
      this.#look(false);
    });
    if (shown) this.#drawing.show(shown, this.#search.tookMs);
  }

  /** What is shown in a file that was read again is checked against its text. */
  #presentAgain(path: string): void {
    const shown = this.#drawing.shown;
    if (shown?.proposal.path !== path) return;
    const again = this.#search.present(shown.proposal, shown.examples, this.#cursor, shown.model);
    if (again) this.#drawing.show(again, this.#search.tookMs);
    else this.#setAside("replaced");
  }

  /** Whether Tab would indent: there is nothing but white space before the cursor, or no single cursor. */
  #doesTabIndent(): boolean {
    const cursor = this.#cursor;
    if (cursor?.isPlain === false) return true;
    const text = cursor && this.#files.get(cursor.path)?.file.lines[cursor.line]?.text;
    return text === undefined || text.slice(0, cursor?.column).trim() === "";
  }

  #isInLastEdit(): boolean {
    const cursor = this.#cursor;
    const last = this.#files.lastEdit;
    if (!cursor || last?.path !== cursor.path) return false;
    return cursor.line >= last.line && cursor.line <= last.line + last.newLines.length;
  }

  /** A proposal that was shown while the user changed something else counts against its rules. Going on with the last edit does not. */
  #passOver(path: string, splices: readonly Splice[]): void {
    const proposal = this.#drawing.shown?.proposal;
    if (!proposal) return;
    const touches = (at: string, start: number, count: number) =>
      at === path && splices.some(({ line, oldCount }) => line <= start + count && start <= line + oldCount);
    const last = this.#files.lastEdit;
    const goesOn = last !== undefined && touches(last.path, last.line, last.newLines.length);
    if (!goesOn && !touches(proposal.path, proposal.line, proposal.oldLines.length)) this.#refusals.refuse(proposal);
  }

  #refuseUndone(path: string, file: IndexedFile): void {
    const proposal = this.#accepted;
    if (proposal?.path !== path) return;
    const isUndone = proposal.oldLines.every((text, at) => file.lines[proposal.line + at]?.text === text);
    const isMade = proposal.newLines.every((text, at) => file.lines[proposal.line + at]?.text === text);
    if (!isUndone || isMade) return;
    this.#refusals.refuse(proposal);
    this.#parts.outcomes.undone();
    this.#accepted = undefined;
  }
}
