import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import { askForEdit, type EditAnswer, type EditModel } from "../../core/nextEdit/model/askForEdit.ts";
import type { EditQuestion, LinesChange } from "../../core/nextEdit/model/editQuestion.ts";
import type { Redaction } from "../../core/privacy/redaction.ts";
import type { Clock } from "../ports.ts";
import { lineAfter, type Splice } from "./splicesOf.ts";

export interface ModelEditsDeps {
  /** The model to ask; undefined unless the user turned that on. */
  readonly model: () => EditModel | undefined;
  readonly redact: (text: string) => Redaction;
  /** The path of a document as the model gets it. */
  readonly pathOf: (uri: string) => string;
  readonly clock: Pick<Clock, "after" | "monotonic">;
  /** Called once per question, when it has ended, whether or not it was sent. */
  readonly onEnded: (answer: EditAnswer, uri: string) => void;
  readonly onError: (error: unknown) => void;
}

/** A document and what was changed last, when a model may be asked. */
export interface ModelMoment extends Omit<EditQuestion, "pathOf"> {
  readonly version: number;
}

/** What a model answered about one version of a document. */
export interface ModelAnswer {
  readonly uri: string;
  readonly version: number;
  /** The label of the model. */
  readonly model: string;
  /** The edits that it was sent, oldest first. */
  readonly sent: readonly LineEdit[];
  /** What it would change, from the top, in lines of that version. */
  readonly changes: readonly LinesChange[];
  /** From the question to the answer, in milliseconds. */
  readonly tookMs: number;
}

/** A later answer is about something else than the user works on by then. */
const longestMs = 30_000;

/** Asks a model for the next edit, once after each edit. One question at a time: the next edit withdraws it. */
export class ModelEdits {
  readonly #deps: ModelEditsDeps;
  #asking: { readonly uri: string; readonly controller: AbortController } | undefined;
  #answer: ModelAnswer | undefined;
  #isDue = false;

  constructor(deps: ModelEditsDeps) {
    this.#deps = deps;
  }

  get isAsking(): boolean {
    return this.#asking !== undefined;
  }

  /** Whether there is a model to ask, and an edit since the last question. */
  get isDue(): boolean {
    return this.#isDue && this.#deps.model() !== undefined;
  }

  /** The user made an edit: a question about its end is due. */
  edited(): void {
    this.forget();
    this.#isDue = true;
  }

  /** Withdraws the question, if one is due or on its way, and forgets the answer. */
  forget(): void {
    this.withdraw();
    this.#answer = undefined;
  }

  /** Withdraws the question, if one is due or on its way. An answer stays valid for its version of the document. */
  withdraw(): void {
    this.#isDue = false;
    this.#abort();
  }

  #abort(): void {
    this.#asking?.controller.abort();
    this.#asking = undefined;
  }

  /**
   * A program changed a document: a question on its way is out of date, one that is due stays due, and what an answer
   * changes in other lines stays valid.
   * @param version after the change
   */
  changedByTool(uri: string, version: number, splices: readonly Splice[]): void {
    if (this.#asking?.uri === uri) this.#abort();
    const answer = this.#answer;
    if (answer?.uri !== uri) return;
    const changes = answer.changes.flatMap((each) => {
      const line = lineAfter(splices, each);
      return line === undefined ? [] : [{ ...each, line }];
    });
    this.#answer = { ...answer, version, changes };
  }

  /** The cursor is in a document: a question about another one is withdrawn. */
  stay(uri: string): void {
    if (this.#asking && this.#asking.uri !== uri) this.forget();
  }

  /** The model's answer about this version of a document, if it has given one. */
  answerFor(uri: string, version: number): ModelAnswer | undefined {
    return this.#answer?.uri === uri && this.#answer.version === version ? this.#answer : undefined;
  }

  /** The user applied an edit: what else the answer changes is still valid, elsewhere. @param version after it */
  applied(uri: string, version: number, { line, oldLines, newLines }: LinesChange): void {
    const answer = this.answerFor(uri, version - 1);
    const isOwn = (each: LinesChange) => each.line === line && each.newLines.join("\n") === newLines.join("\n");
    const left = answer?.changes.filter((each) => !isOwn(each)) ?? [];
    if (!answer || left.length === 0 || left.length === answer.changes.length) {
      this.edited();
      return;
    }
    const growth = newLines.length - oldLines.length;
    const changes = left.map((each) => (each.line > line ? { ...each, line: each.line + growth } : each));
    this.#answer = { ...answer, version, changes };
  }

  /** Asks, if an edit was made since the last question. @param onAnswer called if the model would change something */
  ask({ version, ...moment }: ModelMoment, onAnswer: () => void): void {
    const model = this.#isDue ? this.#deps.model() : undefined;
    if (!model) return;
    this.#isDue = false;
    const { clock, redact, pathOf, onEnded, onError } = this.#deps;
    const controller = new AbortController();
    const asking = { uri: moment.uri, controller };
    this.#asking = asking;
    const startedAt = clock.monotonic();
    const cancel = clock.after(longestMs, () => controller.abort());
    askForEdit(model, { ...moment, pathOf }, redact, controller.signal)
      .then((answer) => {
        if (answer.prompt) onEnded(answer, moment.uri);
        if (this.#asking !== asking) return;
        this.#asking = undefined;
        const { result, prompt } = answer;
        if (result.kind !== "edits") return;
        const tookMs = clock.monotonic() - startedAt;
        const { uri } = moment;
        const { changes } = result;
        this.#answer = { uri, version, model: model.label, sent: prompt?.edits ?? [], changes, tookMs };
        onAnswer();
      })
      .catch((error: unknown) => {
        if (this.#asking === asking) this.#asking = undefined;
        onError(error);
      })
      .finally(cancel);
  }
}
