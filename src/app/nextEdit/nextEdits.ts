import type { NextEditModel } from "../../core/nextEdit/confidence.ts";
import { EditHistory } from "../../core/nextEdit/editHistory.ts";
import { IndexedFile } from "../../core/nextEdit/indexedFile.ts";
import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import type { Moment, Refusal } from "../../core/nextEdit/moment.ts";
import { type Proposal, proposeNextEdits } from "../../core/nextEdit/proposeNextEdits.ts";
import { renamedName } from "../../core/nextEdit/renamedName.ts";
import { type TextReplacement, toTextReplacement } from "../../core/nextEdit/textReplacement.ts";
import type { SuggestionEndReason } from "../../core/statistics/events.ts";
import type { Clock } from "../ports.ts";
import { type ChangeFacts, changeCause } from "./changeCause.ts";
import type { NextEditOutcomes, NextEditRecord } from "./nextEditOutcomes.ts";
import type {
  NextEditKey,
  NextEditSettings,
  NextEditView,
  PlannedEdit,
  RenamedDeclaration,
  ShownNextEdit,
} from "./nextEditPorts.ts";
import type { Splice } from "./splicesOf.ts";

export interface NextEditParts {
  readonly view: NextEditView;
  readonly clock: Clock;
  readonly outcomes: NextEditOutcomes;
  readonly settings: (path: string) => NextEditSettings;
  /** Called once, when the first edit was made. */
  readonly createModel: () => NextEditModel;
  readonly onError: (error: unknown) => void;
}

/** A document as the editor has it. */
export interface NextEditDocument {
  readonly path: string;
  readonly version: number;
  readonly languageId: string;
  /** Files of one family help each other. */
  readonly family: string;
  readonly lines: () => readonly string[];
}

export interface NextEditCursor {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** False while something is selected or there are several cursors: Tab indents then. */
  readonly isPlain: boolean;
}

interface KnownFile {
  readonly file: IndexedFile;
  readonly languageId: string;
  readonly family: string;
  version: number;
  /** False until it is known that the file is not excluded. Its changes are followed, and nothing is learnt from it. */
  isAdmitted: boolean;
  /** The document was changed while it equals the file on disk: by its first edit, or because the file was read again. */
  isReadAgain: boolean;
}

interface Facts extends Omit<ChangeFacts, "oldLines" | "isAccepting" | "splices"> {
  /** Whether the document differs from the file on disk. The editor reports the first edit before it sets this. */
  readonly isDirty: boolean;
}

/** An edit is over when nothing was typed for this long, or at once when the cursor leaves its line. */
const restMs = 600;
const leaveMs = 60;
const maxFiles = 20;
const maxRefusals = 100;
/** No document has it. */
const closedVersion = -1;
/** Longer files are data; nothing is proposed in them. */
const maxLines = 20_000;
/** From so many examples on, all remaining edits may be applied at once. */
const repetitions = 3;
/** All of them are held to less than one that is offered by itself: they are looked through before they are applied. */
const leastOfAll = 0.25;

/** Proposes next edits one at a time: shows, moves, applies, and is silent after a refusal until something new is learnt. */
export class NextEdits {
  readonly #parts: NextEditParts;
  readonly #history = new EditHistory();
  /** Most recent last. */
  readonly #files = new Map<string, KnownFile>();
  readonly #silenced = new Map<string, number>();
  #refused: Refusal[] = [];
  #model: NextEditModel | undefined;
  #cursor: NextEditCursor | undefined;
  #shown: ShownNextEdit | undefined;
  #accepted: Proposal | undefined;
  #isAccepting = false;
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
  }

  /** What is drawn, if anything. */
  get drawn(): ShownNextEdit | undefined {
    return this.#isDrawn ? this.#shown : undefined;
  }

  /** Whether nothing is on its way: neither a search for the next edit nor a drawing. */
  get isSettled(): boolean {
    return !this.#isLookingSoon && (this.#shown === undefined || this.#isDrawn);
  }

  /** The last next edits and what became of them, newest first. */
  get recent(): readonly NextEditRecord[] {
    return this.#parts.outcomes.recent;
  }

  /** Whether the changes of a document are followed. */
  knows(path: string): boolean {
    return this.#files.has(path);
  }

  /** A document came to the front, or was read again. Nothing is proposed in it or learnt from it before {@link admit}. */
  opened({ path, version, languageId, family, lines }: NextEditDocument): void {
    const known = this.#files.get(path);
    this.#files.delete(path);
    if (known && known.version === version) this.#files.set(path, known);
    else {
      const texts = lines();
      if (texts.length > maxLines) return;
      if (known) this.#history.forget(path);
      const isAdmitted = known?.isAdmitted ?? false;
      this.#files.set(path, {
        file: new IndexedFile(path, texts),
        languageId,
        family,
        version,
        isAdmitted,
        isReadAgain: false,
      });
      this.#presentAgain(path);
    }
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= maxFiles) break;
      this.#files.delete(oldest);
      this.#history.forget(oldest);
    }
  }

  /** The file is not excluded. Finding that out may take longer than the first edit. */
  admit(path: string): void {
    const known = this.#files.get(path);
    if (!known || known.isAdmitted) return;
    known.isAdmitted = true;
    if (this.#isDue) this.#lookAfter(restMs);
  }

  /** A document was closed: its text may change unseen, so it is read again when it is opened again. */
  closed(path: string): void {
    const known = this.#files.get(path);
    if (known) known.version = closedVersion;
  }

  /** The documents whose changes are followed. */
  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Forgets a file, or the files of a folder, that was deleted, renamed or excluded. */
  forget(path: string): void {
    if (this.#cursor && isWithin(path, this.#cursor.path)) this.left();
    for (const known of this.paths.filter((each) => isWithin(path, each))) {
      if (this.#shown?.proposal.path === known) this.#hide("editorClosed");
      this.#files.delete(known);
      this.#history.forget(known);
    }
  }

  /** An editor came to the front whose document is not followed: nothing is shown, and no key is armed. */
  left(): void {
    this.#cursor = undefined;
    this.#cancel();
    this.#hide("movedAway");
  }

  /** Follows a change of a document, reported after it was made. */
  changed(document: NextEditDocument, splices: readonly Splice[], facts: Facts): void {
    const known = this.#files.get(document.path);
    if (!known || known.version !== document.version - 1) {
      this.opened(document);
      this.#hide("typedOtherwise");
      return;
    }
    const oldLines = splices.map(({ line, oldCount }) => textsOf(known.file).slice(line, line + oldCount));
    const byPerson = changeCause({ ...facts, splices, oldLines, isAccepting: this.#isAccepting });
    const cause = this.#isRenaming ? "tool" : byPerson;
    const isByHand = cause !== "tool";
    this.#judgeDisk(document.path, known, facts.isDirty || cause === "undo" || cause === "accepted");
    if (isByHand && cause !== "accepted") this.#passOver(document.path, splices);
    known.version = document.version;
    for (const { line, oldCount, newLines } of splices) {
      const texts = textsOf(known.file);
      const old = texts.slice(line, line + oldCount);
      this.#history.record({ path: document.path, line, oldLines: old, newLines, isByHand }, texts);
      known.file.replace(line, oldCount, newLines);
    }
    if (cause === "undo") this.#refuseUndone(document.path, known.file);
    this.#hide(cause === "accepted" ? undefined : "typedOtherwise");
    if (!isByHand || cause === "accepted") return;
    this.#isDue = true;
    this.#lookAfter(restMs);
  }

  /** A document differs from the file on disk: the last change was an edit. */
  edited(path: string): void {
    const known = this.#files.get(path);
    if (known) known.isReadAgain = false;
  }

  /** The editor reports other errors in these documents than before. */
  problemsChanged(paths: readonly string[]): void {
    const cursor = this.#cursor;
    if (!this.#isProblemDue || this.#isLookingSoon || this.#shown || !cursor) return;
    if (paths.some((path) => this.#files.has(path))) this.#lookAfter(leaveMs);
  }

  /** The cursor moved, or another editor came to the front. */
  moved(cursor: NextEditCursor): void {
    const last = this.#cursor;
    this.#cursor = cursor;
    if (this.#isAccepting || this.#isJumping) return;
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
    if (this.#isAccepting || this.#isJumping) return; // The last key is still at work.
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
    this.#isAccepting = true;
    const { proposal, replacement, version } = shown;
    const applied = await this.#parts.view.apply({ path: proposal.path, version, replacement }).finally(() => {
      this.#isAccepting = false;
    });
    if (!applied) {
      this.#parts.outcomes.ended("replaced");
      return;
    }
    this.#parts.outcomes.applied(applied);
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

  /** Escape: hides the edit, and is silent about its rules until something new is learnt. */
  dismiss(): void {
    const proposal = this.#shown?.proposal;
    if (!proposal) return;
    this.#refuse(proposal);
    for (const rule of proposal.rules) this.#silenced.set(rule, this.#history.serial);
    this.#hide("dismissed");
  }

  /**
   * Lets the language server rename what the shown edit renames. Otherwise shows all edits that the rules of the shown one
   * propose, to be confirmed together.
   */
  async applyAll(): Promise<void> {
    const shown = this.#shown;
    if (!shown) {
      this.#parts.view.explain("No next edit is shown. Change something first, and repeat the change once or twice.");
      return;
    }
    if (shown.rename) {
      await this.#rename(shown.rename);
      return;
    }
    const edits = this.#allLike(shown.proposal);
    if (edits.length === 0) return;
    this.#hide();
    const areApplied = await this.#parts.view.preview(edits);
    if (areApplied) this.#parts.outcomes.applied();
    else this.#parts.outcomes.ended("replaced");
  }

  async #rename(declaration: RenamedDeclaration): Promise<void> {
    this.#hide();
    this.#cancel();
    this.#isRenaming = true;
    const isRenamed = await this.#parts.view.rename(declaration).finally(() => {
      this.#isRenaming = false;
    });
    if (isRenamed) this.#parts.outcomes.applied();
    else {
      this.#parts.outcomes.ended("replaced");
      this.#parts.view.explain(
        `The language server did not rename "${declaration.from}". Use Tab for each place instead.`,
      );
    }
  }

  /** Ends what is shown. */
  dispose(): void {
    this.#cancel();
    this.#hide("sessionEnded");
  }

  /** Forgets the edits of a file that was read again from disk: its lines may be those of another branch. */
  #judgeDisk(path: string, known: KnownFile, isEdited: boolean): void {
    if (known.isReadAgain) this.#history.forget(path);
    known.isReadAgain = !isEdited;
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
    for (const [path, known] of this.#files) if (known.isReadAgain) this.#judgeDisk(path, known, true);
    const moment = this.#momentAt(cursor);
    if (threshold === undefined || !moment) return;
    this.#isDue = false;
    this.#model ??= this.#parts.createModel();
    const startedAt = this.#parts.clock.monotonic();
    const found = proposeNextEdits(moment, this.#model);
    this.#foundAfterMs = this.#parts.clock.monotonic() - startedAt;
    const open = found.filter((each) => !this.#isSilenced(each, moment));
    const proposal = open.find((each) => each.confidence >= threshold) ?? this.#nearestProblem(open, cursor);
    this.#isProblemDue = !proposal && open.length > 0;
    if (!proposal) return;
    const examples = proposal.learntFrom.flatMap((at) => moment.made[at] ?? []);
    const shown = this.#present(proposal, examples);
    if (shown) this.#show(shown);
  }

  /** The next place, downwards and then round, whose name is reported as an error: the person renamed its declaration. */
  #nearestProblem(proposals: readonly Proposal[], { path, line }: NextEditCursor): Proposal | undefined {
    const way = (each: Proposal) => {
      if (each.path !== path) return 2e6;
      return each.line >= line ? each.line - line : 1e6 + line - each.line;
    };
    return proposals.filter((each) => this.#isProblem(each)).toSorted((a, b) => way(a) - way(b))[0];
  }

  #isProblem(proposal: Proposal): boolean {
    const file = this.#files.get(proposal.path)?.file;
    const replacement = file && toTextReplacement(proposal, textsOf(file));
    const name = replacement && renamedName(replacement, file.lines[replacement.startLine]?.text ?? "");
    return name !== undefined && this.#parts.view.isProblem(proposal.path, name);
  }

  #momentAt(cursor: NextEditCursor): Moment | undefined {
    const current = this.#files.get(cursor.path);
    const made = this.#history.edits;
    if (!current?.isAdmitted || made.length === 0) return undefined;
    const others = [...this.#files.values()].reverse().filter((each) => each !== current && each.isAdmitted);
    const peers = others.filter((each) => each.family === current.family).map((each) => each.file);
    const known = new Set([current.file, ...peers].map((file) => file.path));
    return {
      files: [current.file, ...peers],
      made: made.filter((edit) => known.has(edit.path)),
      cursorLine: cursor.line,
      refused: this.#refused,
    };
  }

  /** Whether a rule of the proposal was dismissed and has no newer example. */
  #isSilenced({ rules, learntFrom }: Proposal, { made }: Moment): boolean {
    const serials = learntFrom.flatMap((at) => made[at] ?? []).map((edit) => this.#history.serialOf(edit));
    const newest = Math.max(0, ...serials);
    return rules.some((rule) => (this.#silenced.get(rule) ?? -1) >= newest);
  }

  #present(proposal: Proposal, examples: readonly LineEdit[]): ShownNextEdit | undefined {
    const known = this.#files.get(proposal.path);
    const replacement = known && toTextReplacement(proposal, textsOf(known.file));
    if (!known || !replacement) return undefined;
    const count = proposal.learntFrom.length < repetitions - 1 ? 0 : this.#allLike(proposal).length;
    const applicable = count > 1 ? count : undefined;
    const key = this.#keyFor(replacement, proposal);
    const isProblem = this.#isProblem(proposal);
    const rename = undefined;
    return { proposal, replacement, version: known.version, key, examples, isProblem, rename, applicable };
  }

  /** What is shown in a file that was read again is checked against its text. */
  #presentAgain(path: string): void {
    const shown = this.#shown;
    if (shown?.proposal.path !== path) return;
    const again = this.#present(shown.proposal, shown.examples);
    if (again) this.#show(again);
    else this.#hide("replaced");
  }

  #keyFor({ startLine, endLine, endColumn }: TextReplacement, { path }: Proposal): "here" | "away" {
    const cursor = this.#cursor;
    const lastLine = endColumn === 0 ? Math.max(startLine, endLine - 1) : endLine;
    return cursor?.path === path && cursor.line >= startLine && cursor.line <= lastLine ? "here" : "away";
  }

  /** The edits that the same rules propose, one for each place, from the top to the bottom of each file. */
  #allLike({ rules }: Proposal): readonly PlannedEdit[] {
    const moment = this.#cursor && this.#momentAt(this.#cursor);
    if (!moment || !this.#model) return [];
    const taken: Proposal[] = [];
    const wanted = new Set(rules);
    for (const each of proposeNextEdits(moment, this.#model, Number.POSITIVE_INFINITY)) {
      const isLikely = each.confidence >= leastOfAll || this.#isProblem(each);
      const isLike = isLikely && each.rules.every((rule) => wanted.has(rule));
      if (isLike && !taken.some((other) => overlap(other, each))) taken.push(each);
    }
    return taken.flatMap((each) => {
      const known = this.#files.get(each.path);
      const replacement = known && toTextReplacement(each, textsOf(known.file));
      return known && replacement ? [{ path: each.path, version: known.version, replacement }] : [];
    });
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
    const [example] = shown.examples;
    const version = example && this.#files.get(example.path)?.version;
    if (!shown.isProblem || shown.rename || !example || version === undefined) return;
    const change = toTextReplacement({ ...example, line: 0 }, example.oldLines);
    const name = change && renamedName(change, example.oldLines[change.startLine] ?? "");
    if (!name || example.oldLines.length !== example.newLines.length) return;
    const end = name.start + name.to.length;
    const rename = { ...name, end, path: example.path, version, line: example.line + name.line };
    if (!(await this.#parts.view.canRename(rename)) || turn !== this.#turn || !this.#shown) return;
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
    const last = this.#history.edits.at(-1);
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

  #refuse({ path, oldLines, newLines, rules }: Proposal): void {
    this.#refused = [...this.#refused.slice(1 - maxRefusals), { path, oldLines, newLines, rules }];
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function textsOf(file: IndexedFile): readonly string[] {
  return file.lines.map((line) => line.text);
}

function overlap(left: Proposal, right: Proposal): boolean {
  if (left.path !== right.path) return false;
  if (left.line === right.line) return true;
  return left.line < right.line + right.oldLines.length && right.line < left.line + left.oldLines.length;
}
