import type { NextEditModel } from "../../core/nextEdit/confidence.ts";
import type { IndexedFile } from "../../core/nextEdit/indexedFile.ts";
import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import type { Moment, Refusal } from "../../core/nextEdit/moment.ts";
import { type Proposal, proposeNextEdits } from "../../core/nextEdit/proposeNextEdits.ts";
import { type TextReplacement, toTextReplacement } from "../../core/nextEdit/textReplacement.ts";
import type { SuggestionEndReason } from "../../core/statistics/events.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { Clock } from "../ports.ts";
import { type ChangeCause, type ChangeFacts, changeCause } from "./changeCause.ts";
import { allLike, nearestProblem, problemsIn, renamedDeclaration } from "./findNextEdits.ts";
import type { ModelEdits } from "./modelEdits.ts";
import type { NextEditOutcomes, NextEditRecord } from "./nextEditOutcomes.ts";
import type {
  NextEditKey,
  NextEditSettings,
  NextEditView,
  PlannedEdit,
  ProposedEdit,
  RenamedDeclaration,
  ShownNextEdit,
} from "./nextEditPorts.ts";
import type { Splice } from "./splicesOf.ts";
import { isWithin, type NextEditDocument, TrackedFiles, textsOf } from "./trackedFiles.ts";

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

export interface NextEditCursor {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** False while something is selected or there are several cursors: Tab indents then. */
  readonly isPlain: boolean;
}

interface Facts extends Omit<ChangeFacts, "oldLines" | "isAccepting" | "splices"> {
  /** Whether the document differs from the file on disk. The editor reports the first edit before it sets this. */
  readonly isDirty: boolean;
}

/** An edit is over when nothing was typed for this long, or at once when the cursor leaves its line. */
const restMs = 600;
const leaveMs = 60;
const maxRefusals = 100;
/** After this many examples, all remaining edits may be applied at once. */
const repetitions = 3;
/** Proposes next edits one at a time: shows, moves, applies, and is silent after a refusal until something new is learnt. */
export class NextEdits {
  readonly #parts: NextEditParts;
  readonly #files = new TrackedFiles();
  readonly #isProblem: (proposal: ProposedEdit) => boolean;
  readonly #silenced = new Map<string, number>();
  #refused: Refusal[] = [];
  #model: NextEditModel | undefined;
  #cursor: NextEditCursor | undefined;
  #shown: ShownNextEdit | undefined;
  #accepted: ProposedEdit | undefined;
  /** The edit that is being applied. */
  #accepting: ProposedEdit | undefined;
  #isJumping = false;
  /** Whether the language server is renaming. */
  #isRenaming = false;
  /** Whether an edit was made since a next one was last looked for. */
  #isDue = false;
  #cancel: () => void = () => undefined;
  /** Grows with whatever makes a drawing that is on its way obsolete. */
  #turn = 0;
  #key: NextEditKey = "none";
  #foundAfterMs = 0;
  #isDrawn = false;
  #isLookingSoon = false;
  /** Whether places are known of which only an error that is not reported yet would make a next edit. */
  #isProblemDue = false;

  constructor(parts: NextEditParts) {
    this.#parts = parts;
    this.#isProblem = problemsIn(this.#files, parts.view);
  }

  /** What is drawn, if anything. */
  get drawn(): ShownNextEdit | undefined {
    return this.#isDrawn ? this.#shown : undefined;
  }

  /** Whether nothing is on its way: neither a search for the next edit nor a drawing. */
  get isSettled(): boolean {
    const isAsking = this.#parts.modelEdits?.isAsking ?? false;
    return !this.#isLookingSoon && !isAsking && (this.#shown === undefined || this.#isDrawn);
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
    if (this.#shown && forgotten.includes(this.#shown.proposal.path)) this.#hide("editorClosed");
  }

  /** An editor came to the front whose document is not followed: nothing is shown, and no key is armed. */
  left(): void {
    this.#cursor = undefined;
    this.#cancel();
    this.#parts.modelEdits?.forget();
    this.#hide("movedAway");
  }

  /** Follows a change of a document, reported after it was made. */
  changed(document: NextEditDocument, splices: readonly Splice[], facts: Facts): void {
    const known = this.#files.get(document.path);
    if (!known || known.version !== document.version - 1) {
      this.opened(document);
      this.#parts.modelEdits?.forget();
      this.#hide("typedOtherwise");
      return;
    }
    const oldLines = splices.map(({ line, oldCount }) =>
      known.file.lines.slice(line, line + oldCount).map(({ text }) => text),
    );
    const byPerson = changeCause({ ...facts, splices, oldLines, isAccepting: this.#accepting !== undefined });
    const cause = this.#isRenaming ? "tool" : byPerson;
    const isByHand = cause !== "tool";
    if (isByHand && cause !== "accepted") this.#passOver(document.path, splices);
    const isEdit = facts.isDirty || cause === "undo" || cause === "accepted";
    this.#files.follow(document, splices, { isByHand, isEdit });
    if (cause === "undo") this.#refuseUndone(document.path, known.file);
    this.#tellModel(cause, document);
    this.#hide(cause === "accepted" ? undefined : "typedOtherwise");
    if (!isByHand || cause === "accepted") return;
    this.#isDue = true;
    this.#lookAfter(restMs);
  }

  /** What a model was asked is out of date after each change; an edit by the user is a reason to ask again. */
  #tellModel(cause: ChangeCause, { path, version }: NextEditDocument): void {
    const { modelEdits } = this.#parts;
    if (this.#accepting && cause === "accepted") modelEdits?.applied(path, version, this.#accepting);
    else if (cause === "tool" || cause === "undo") modelEdits?.forget();
    else modelEdits?.edited();
  }

  /** A document differs from the file on disk: the last change was an edit. */
  edited(path: string): void {
    this.#files.edited(path);
  }

  /** The editor reports other errors in these documents than before. */
  problemsChanged(paths: readonly string[]): void {
    const cursor = this.#cursor;
    if (!this.#isProblemDue || this.#isLookingSoon || this.#shown || !cursor) return;
    if (paths.some((path) => this.knows(path))) this.#lookAfter(leaveMs);
  }

  /** The cursor moved, or another editor came to the front. */
  moved(cursor: NextEditCursor): void {
    const last = this.#cursor;
    this.#cursor = cursor;
    this.#parts.modelEdits?.stay(cursor.path);
    if (this.#accepting || this.#isJumping) return;
    if (this.#doesTabIndent()) {
      this.#isDue ||= this.#shown !== undefined;
      this.#hide("movedAway");
      return;
    }
    if (this.#shown) {
      this.#follow(this.#shown);
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
    const shown = this.#shown;
    if (this.#accepting || this.#isJumping) return; // The last key is still at work.
    // The key was armed, but nothing was drawn yet, or not any more.
    if (!shown || !this.#isDrawn) {
      if (isTab) await this.#parts.view.indent();
      return;
    }
    if (shown.key === "away") {
      await this.#goTo(shown);
      return;
    }
    this.#hide();
    const { proposal, replacement, version } = shown;
    this.#accepting = proposal;
    const applied = await this.#parts.view.apply({ path: proposal.path, version, replacement }).finally(() => {
      this.#accepting = undefined;
    });
    if (!applied) {
      this.#parts.outcomes.ended("replaced");
      return;
    }
    this.#parts.outcomes.applied(proposal, applied);
    this.#accepted = proposal;
    this.#cancel();
    this.#look(true);
  }

  async #goTo(shown: ShownNextEdit): Promise<void> {
    const { path } = shown.proposal;
    const landing = this.#landing(shown);
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
    if (this.#shown) this.#follow(this.#shown);
  }

  /** Escape: hides the edit, and is silent about its rules until something new is learnt. A model is not asked until then. */
  dismiss(): void {
    const proposal = this.#shown?.proposal;
    if (!proposal) return;
    this.#refuse(proposal);
    this.#parts.modelEdits?.forget();
    for (const rule of proposal.rules) this.#silenced.set(rule, this.#files.serial);
    this.#hide("dismissed");
  }

  /**
   * Lets the language server rename what the shown edit renames. Otherwise shows all edits that the rules of the shown one
   * propose, to be confirmed together.
   */
  async applyAll(): Promise<void> {
    const shown = this.#shown;
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
    const edits = shown.model === undefined ? this.#allLike(shown.proposal) : this.#allOfAnswer(shown.proposal.path);
    if (edits.length === 0) return;
    this.#hide();
    const areApplied = await this.#parts.view.preview(edits);
    if (areApplied) this.#parts.outcomes.applied(shown.proposal);
    else this.#parts.outcomes.ended("replaced", shown.proposal);
  }

  async #rename(declaration: RenamedDeclaration, proposal: ProposedEdit): Promise<void> {
    this.#hide();
    this.#cancel();
    this.#isRenaming = true;
    const isRenamed = await this.#parts.view.rename(declaration).finally(() => {
      this.#isRenaming = false;
    });
    if (isRenamed) this.#parts.outcomes.applied(proposal);
    else {
      this.#parts.outcomes.ended("replaced", proposal);
      this.#parts.view.explain(
        translatable('The language server did not rename "{0}". Use Tab for each place instead.'),
        declaration.from,
      );
    }
  }

  /** Ends what is shown. */
  dispose(): void {
    this.#cancel();
    this.#parts.modelEdits?.forget();
    this.#hide("sessionEnded");
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
    if (!cursor || this.#shown || (!isChained && this.#doesTabIndent())) return;
    const { threshold } = this.#parts.settings(cursor.path);
    this.#files.settle();
    const moment = this.#momentAt(cursor);
    if (threshold === undefined || !moment) return;
    this.#isDue = false;
    this.#model ??= this.#parts.createModel();
    const startedAt = this.#parts.clock.monotonic();
    const found = proposeNextEdits(moment, this.#model);
    this.#foundAfterMs = this.#parts.clock.monotonic() - startedAt;
    const open = found.filter((each) => !this.#isSilenced(each, moment));
    const proposal = open.find((each) => each.confidence >= threshold) ?? nearestProblem(open, this.#isProblem, cursor);
    this.#isProblemDue = !proposal && open.length > 0;
    if (!proposal) {
      this.#lookToModel(cursor, moment);
      return;
    }
    this.#parts.modelEdits?.forget();
    const examples = proposal.learntFrom.flatMap((at) => moment.made[at] ?? []);
    const shown = this.#present(proposal, examples);
    if (shown) this.#show(shown);
  }

  /** Shows the next edit of the model's answer, or asks the model. */
  #lookToModel({ path, line, column }: NextEditCursor, { made, files }: Moment): void {
    const { modelEdits } = this.#parts;
    const version = this.#files.get(path)?.version;
    if (!modelEdits || version === undefined) return;
    const answer = modelEdits.answerFor(path, version);
    if (answer) {
      const open = answer.changes.filter((each) => !this.#isRefused(path, each));
      const change = open.find((each) => each.line + each.oldLines.length > line) ?? open[0];
      this.#foundAfterMs = answer.tookMs;
      const proposal = change && { path, ...change, confidence: undefined, rules: [] };
      const shown = proposal && this.#present(proposal, answer.sent, answer.model);
      if (shown) this.#show(shown);
      return;
    }
    if (!modelEdits.isDue) return;
    const isOn = (file: string) => this.#parts.settings(file).threshold !== undefined;
    const edits = made.filter((edit) => isOn(edit.path));
    const concerned = files.filter((file) => file.path === path || edits.some((edit) => edit.path === file.path));
    const texts = new Map(concerned.map((file) => [file.path, textsOf(file)]));
    modelEdits.ask({ uri: path, version, cursor: { line, column }, files: texts, edits }, () => {
      this.#isDue = true;
      this.#look(false);
    });
  }

  #isRefused(path: string, { oldLines, newLines }: Pick<ProposedEdit, "oldLines" | "newLines">): boolean {
    const isSame = (some: readonly string[], others: readonly string[]) => some.join("\n") === others.join("\n");
    return this.#refused.some(
      (each) => each.path === path && isSame(each.oldLines, oldLines) && isSame(each.newLines, newLines),
    );
  }

  #momentAt({ path, line }: NextEditCursor): Moment | undefined {
    const moment = this.#files.momentAt(path, line);
    return moment && { ...moment, refused: this.#refused };
  }

  /** Whether a rule of the proposal was dismissed and has no newer example. */
  #isSilenced({ rules, learntFrom }: Proposal, { made }: Moment): boolean {
    const newest = this.#files.newestOf(learntFrom.flatMap((at) => made[at] ?? []));
    return rules.some((rule) => (this.#silenced.get(rule) ?? -1) >= newest);
  }

  /** @param model the label of the model that proposes it */
  #present(proposal: ProposedEdit, examples: readonly LineEdit[], model?: string): ShownNextEdit | undefined {
    const known = this.#files.get(proposal.path);
    const replacement = known && toTextReplacement(proposal, textsOf(known.file));
    if (!known || !replacement) return undefined;
    const isRepeated = changedLines(examples) >= repetitions - 1;
    const ofRule = isRepeated && model === undefined ? this.#allLike(proposal).length : 0;
    const count = model === undefined ? ofRule : this.#allOfAnswer(proposal.path).length;
    const applicable = count > 1 ? count : undefined;
    const key = this.#keyFor(replacement, proposal);
    const isProblem = model === undefined && this.#isProblem(proposal);
    const rename = undefined;
    return { proposal, model, replacement, version: known.version, key, examples, isProblem, rename, applicable };
  }

  /** What is shown in a file that was read again is checked against its text. */
  #presentAgain(path: string): void {
    const shown = this.#shown;
    if (shown?.proposal.path !== path) return;
    const again = this.#present(shown.proposal, shown.examples, shown.model);
    if (again) this.#show(again);
    else this.#hide("replaced");
  }

  #keyFor({ startLine, endLine, endColumn }: TextReplacement, { path }: ProposedEdit): "here" | "away" {
    const cursor = this.#cursor;
    const lastLine = endColumn === 0 ? Math.max(startLine, endLine - 1) : endLine;
    return cursor?.path === path && cursor.line >= startLine && cursor.line <= lastLine ? "here" : "away";
  }

  /** The edits of the model's answer that are left. */
  #allOfAnswer(path: string): readonly PlannedEdit[] {
    const known = this.#files.get(path);
    const answer = known && this.#parts.modelEdits?.answerFor(path, known.version);
    if (!answer) return [];
    const texts = textsOf(known.file);
    return answer.changes.flatMap((change) => {
      const replacement = this.#isRefused(path, change) ? undefined : toTextReplacement(change, texts);
      return replacement ? [{ path, version: known.version, replacement }] : [];
    });
  }

  #allLike(proposal: ProposedEdit): readonly PlannedEdit[] {
    const moment = this.#cursor && this.#momentAt(this.#cursor);
    if (!moment || !this.#model) return [];
    return allLike(proposal, { moment, model: this.#model, files: this.#files, isProblem: this.#isProblem });
  }

  /** Arms the key first and draws then: an early Tab must do what the drawing says. */
  #show(shown: ShownNextEdit): void {
    const turn = ++this.#turn;
    // The same edit stays drawn while its key changes: a second Tab means that edit.
    if (this.#shown?.proposal !== shown.proposal) this.#isDrawn = false;
    this.#shown = shown;
    this.#key = shown.key;
    this.#parts.view
      .setKey(shown.key)
      .then(() => {
        if (turn !== this.#turn) return;
        this.#isDrawn = true;
        this.#parts.view.draw(shown);
        this.#parts.outcomes.drawn(shown, this.#files.get(shown.proposal.path)?.languageId ?? "", this.#foundAfterMs);
        return this.#offerRename(shown, turn);
      })
      .catch(this.#parts.onError);
  }

  /** Asks the language server whether it renames what the person renamed by hand; if so, that is offered, too. */
  async #offerRename(shown: ShownNextEdit, turn: number): Promise<void> {
    const rename = shown.isProblem && !shown.rename ? renamedDeclaration(shown, this.#files) : undefined;
    if (!rename || !(await this.#parts.view.canRename(rename)) || turn !== this.#turn || !this.#shown) return;
    this.#shown = { ...this.#shown, rename };
    this.#parts.view.draw(this.#shown);
  }

  /** Erases first and disarms the key then. @param reason undefined if what became of the edit is recorded elsewhere */
  #hide(reason?: SuggestionEndReason): void {
    if (reason) this.#parts.outcomes.ended(reason);
    this.#turn++;
    this.#isDrawn = false;
    this.#shown = undefined;
    if (this.#key === "none") return;
    this.#key = "none";
    this.#parts.view.erase();
    this.#parts.view.setKey("none").catch(this.#parts.onError);
  }

  #follow(shown: ShownNextEdit): void {
    const key = this.#keyFor(shown.replacement, shown.proposal);
    if (key !== shown.key) this.#show({ ...shown, key });
    else if (this.#isDrawn) this.#parts.view.draw(shown); // The hint follows the cursor.
  }

  /** Where the cursor goes before the edit is applied: not into white space at the start of a line, where Tab indents. */
  #landing({ replacement, proposal }: ShownNextEdit): { readonly line: number; readonly column: number } {
    const file = this.#files.get(proposal.path)?.file;
    const { startLine: line, startColumn } = replacement;
    const text = file?.lines[line]?.text ?? "";
    return { line, column: text.slice(0, startColumn).trim() === "" ? text.length : startColumn };
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

  /** A proposal that was shown while the person changed something else counts against its rules. */
  #passOver(path: string, splices: readonly Splice[]): void {
    const proposal = this.#shown?.proposal;
    if (!proposal) return;
    const isThere = splices.some(
      ({ line, oldCount }) =>
        path === proposal.path && line <= proposal.line + proposal.oldLines.length && proposal.line <= line + oldCount,
    );
    if (!isThere) this.#refuse(proposal);
  }

  #refuseUndone(path: string, file: IndexedFile): void {
    const proposal = this.#accepted;
    if (proposal?.path !== path) return;
    const isUndone = proposal.oldLines.every((text, at) => file.lines[proposal.line + at]?.text === text);
    const isMade = proposal.newLines.every((text, at) => file.lines[proposal.line + at]?.text === text);
    if (!isUndone || isMade) return;
    this.#refuse(proposal);
    this.#parts.outcomes.undone();
    this.#accepted = undefined;
  }

  #refuse({ path, oldLines, newLines, rules }: ProposedEdit): void {
    this.#refused = [...this.#refused.slice(1 - maxRefusals), { path, oldLines, newLines, rules }];
  }
}

/** How many lines edits changed: changes of neighboring lines are one edit. */
function changedLines(edits: readonly LineEdit[]): number {
  return edits.reduce(
    (sum, { oldLines, newLines }) => sum + Math.max(1, Math.min(oldLines.length, newLines.length)),
    0,
  );
}
