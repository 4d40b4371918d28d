import type { NextEditModel } from "../../core/nextEdit/confidence.ts";
import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import { isLayout } from "../../core/nextEdit/model/isLayout.ts";
import type { Moment } from "../../core/nextEdit/moment.ts";
import { type Proposal, proposeNextEdits } from "../../core/nextEdit/proposeNextEdits.ts";
import { toTextReplacement } from "../../core/nextEdit/textReplacement.ts";
import type { Clock } from "../ports.ts";
import { allLike, type IsProblem, nearestProblem } from "./findNextEdits.ts";
import type { ModelAnswer, ModelEdits } from "./modelEdits.ts";
import { keyFor } from "./nextEditDrawing.ts";
import type { NextEditCursor, NextEditSettings, PlannedEdit, ProposedEdit, ShownNextEdit } from "./nextEditPorts.ts";
import type { Refusals } from "./refusals.ts";
import { type TrackedFiles, textsOf } from "./trackedFiles.ts";

export interface NextEditSearchParts {
  readonly files: TrackedFiles;
  readonly refusals: Refusals;
  readonly isProblem: IsProblem;
  readonly settings: (path: string) => NextEditSettings;
  /** Asks a model where the rules propose nothing. */
  readonly modelEdits?: ModelEdits | undefined;
  /** Called once, at the first search. */
  readonly createModel: () => NextEditModel;
  readonly clock: Pick<Clock, "monotonic">;
}

/** After this many examples, all remaining edits may be applied at once. */
const repetitions = 3;

/** Searches for the next edit: by the rules of the last edits first, then in the answer of a model. */
export class NextEditSearch {
  readonly #parts: NextEditSearchParts;
  #model: NextEditModel | undefined;
  #tookMs = 0;
  #isProblemDue = false;

  constructor(parts: NextEditSearchParts) {
    this.#parts = parts;
  }

  /** How long it took to find what was found last, in milliseconds. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /** Whether places are known of which only an error that is not reported yet would make a next edit. */
  get isProblemDue(): boolean {
    return this.#isProblemDue;
  }

  /** Whether next edits are on in a file. */
  isOn(path: string): boolean {
    return this.#parts.settings(path).threshold !== undefined;
  }

  /** What is known at the cursor; undefined without an edit to learn from, or where next edits are off. */
  momentAt({ path, line }: NextEditCursor): Moment | undefined {
    const moment = this.isOn(path) ? this.#parts.files.momentAt(path, line) : undefined;
    return moment && { ...moment, refused: this.#parts.refusals.all };
  }

  /**
   * Returns the next edit to show. Without one, the model is asked, if there is one and an edit was made since the last
   * question.
   * @param moment the one at the cursor
   * @param onAnswer called when the model has answered: another search finds what it would change
   */
  find(cursor: NextEditCursor, moment: Moment, onAnswer: () => void): ShownNextEdit | undefined {
    const { settings, modelEdits, createModel, clock, isProblem } = this.#parts;
    const { threshold } = settings(cursor.path);
    if (threshold === undefined) return undefined;
    this.#model ??= createModel();
    const startedAt = clock.monotonic();
    const found = proposeNextEdits(moment, this.#model);
    this.#tookMs = clock.monotonic() - startedAt;
    const open = found.filter((each) => this.#isOpen(each, moment));
    const proposal = open.find((each) => each.confidence >= threshold) ?? nearestProblem(open, isProblem, cursor);
    this.#isProblemDue = !proposal && open.length > 0;
    if (!proposal) return this.#findByModel(cursor, moment, onAnswer);
    modelEdits?.forget();
    return this.present(proposal, editsOf(proposal, moment), cursor);
  }

  /**
   * A proposal as it can be shown now; undefined if it does not fit the text any more.
   * @param examples the edits that it was learnt from, or that the model was sent
   * @param model the label of the model that proposes it
   */
  present(
    proposal: ProposedEdit,
    examples: readonly LineEdit[],
    cursor: NextEditCursor | undefined,
    model?: string,
  ): ShownNextEdit | undefined {
    const known = this.#parts.files.get(proposal.path);
    const replacement = known && toTextReplacement(proposal, textsOf(known.file));
    if (!known || !replacement) return undefined;
    const isRepeated = model !== undefined || changedLines(examples) >= repetitions - 1;
    const count = isRepeated ? this.all({ proposal, model }, cursor).length : 0;
    const applicable = count > 1 ? count : undefined;
    const key = keyFor(replacement, proposal.path, cursor);
    const isProblem = model === undefined && this.#parts.isProblem(proposal);
    const rename = undefined;
    return { proposal, model, replacement, version: known.version, key, examples, isProblem, rename, applicable };
  }

  /** All edits that the rules of a proposal make, or those left of its model's answer. */
  all(
    { proposal, model }: Pick<ShownNextEdit, "proposal" | "model">,
    cursor: NextEditCursor | undefined,
  ): readonly PlannedEdit[] {
    if (model !== undefined) return this.#allOfAnswer(proposal.path);
    const moment = cursor && this.momentAt(cursor);
    if (!moment || !this.#model) return [];
    const { files, isProblem } = this.#parts;
    const all = allLike(proposal, { moment, model: this.#model, files, isProblem });
    return all.filter(({ path }) => this.isOn(path));
  }

  #findByModel(cursor: NextEditCursor, moment: Moment, onAnswer: () => void): ShownNextEdit | undefined {
    const { modelEdits, files } = this.#parts;
    const version = files.get(cursor.path)?.version;
    if (!modelEdits || version === undefined) return undefined;
    const answer = modelEdits.answerFor(cursor.path, version);
    if (answer) return this.#presentAnswer(answer, cursor);
    if (modelEdits.isDue) this.#ask(modelEdits, cursor, version, moment, onAnswer);
    return undefined;
  }

  /** The first change of an answer at or below the cursor, or the first one above it. */
  #presentAnswer({ changes, sent, model, tookMs }: ModelAnswer, cursor: NextEditCursor): ShownNextEdit | undefined {
    const { path, line } = cursor;
    const open = changes.filter((each) => !isLayout(each) && !this.#parts.refusals.has(path, each));
    const change = open.find((each) => each.line + each.oldLines.length > line) ?? open[0];
    this.#tookMs = tookMs;
    return change && this.present({ path, ...change, confidence: undefined, rules: [] }, sent, cursor, model);
  }

  #ask(
    modelEdits: ModelEdits,
    at: NextEditCursor,
    version: number,
    { made, files }: Moment,
    onAnswer: () => void,
  ): void {
    const { path, line, column } = at;
    const edits = made.filter((edit) => this.isOn(edit.path));
    const concerned = files.filter((file) => file.path === path || edits.some((edit) => edit.path === file.path));
    const texts = new Map(concerned.map((file) => [file.path, textsOf(file)]));
    modelEdits.ask({ uri: path, version, cursor: { line, column }, files: texts, edits }, onAnswer);
  }

  #isOpen(proposal: Proposal, moment: Moment): boolean {
    const newest = this.#parts.files.newestOf(editsOf(proposal, moment));
    return this.isOn(proposal.path) && !this.#parts.refusals.isSilenced(proposal.rules, newest);
  }

  #allOfAnswer(path: string): readonly PlannedEdit[] {
    const { files, modelEdits, refusals } = this.#parts;
    const known = files.get(path);
    const answer = known && modelEdits?.answerFor(path, known.version);
    if (!answer) return [];
    const texts = textsOf(known.file);
    return answer.changes.flatMap((change) => {
      const replacement = refusals.has(path, change) ? undefined : toTextReplacement(change, texts);
      return replacement ? [{ path, version: known.version, replacement }] : [];
    });
  }
}

/** The edits that a proposal was learnt from. */
function editsOf({ learntFrom }: Proposal, { made }: Moment): readonly LineEdit[] {
  return learntFrom.flatMap((at) => made[at] ?? []);
}

/** How many lines edits changed: changes of neighboring lines are one edit. */
function changedLines(edits: readonly LineEdit[]): number {
  return edits.reduce(
    (sum, { oldLines, newLines }) => sum + Math.max(1, Math.min(oldLines.length, newLines.length)),
    0,
  );
}
