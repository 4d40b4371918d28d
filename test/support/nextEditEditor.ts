import type { ModelEdits } from "../../src/app/nextEdit/modelEdits.ts";
import { NextEditOutcomes } from "../../src/app/nextEdit/nextEditOutcomes.ts";
import type {
  AppliedEdit,
  NextEditKey,
  NextEditView,
  PlannedEdit,
  RenamedDeclaration,
  ShownNextEdit,
} from "../../src/app/nextEdit/nextEditPorts.ts";
import { NextEdits } from "../../src/app/nextEdit/nextEdits.ts";
import { splicesOf } from "../../src/app/nextEdit/splicesOf.ts";
import type { EndedEvent, ShownEvent } from "../../src/core/statistics/events.ts";
import { english } from "../../src/core/types/translate.ts";

const still = { monotonic: () => 0, wall: () => 0 };

/** An editor with one document per path, whose keys follow when a test lets them. */
export class Editor {
  readonly drawn: (ShownNextEdit | undefined)[] = [];
  readonly keys: NextEditKey[] = [];
  readonly previewed: PlannedEdit[] = [];
  readonly explained: string[] = [];
  readonly renames: RenamedDeclaration[] = [];
  canRename = false;
  /** What the language server does to the text when it is asked to rename. */
  onRename: () => void = () => undefined;
  /** Whether an edit can be applied, and whether the user confirms a preview. */
  applies = true;
  confirms = true;
  /** Names that are reported as errors, as `path:line name`. */
  problems: readonly string[] = [];
  readonly events: (ShownEvent | EndedEvent)[] = [];
  indents = 0;
  holdKeys = false;
  admitsAtOnce = true;
  /** Files for which Hunch is turned off. */
  off: readonly string[] = [];
  readonly #held: (() => void)[] = [];
  readonly #texts = new Map<string, string[]>();
  readonly #versions = new Map<string, number>();
  #seeing: () => void = () => undefined;
  #due: { callback: () => void } | undefined;
  readonly #closed = new Map<string, readonly string[]>();
  #front = "";
  #line = 0;
  readonly nextEdits: NextEdits;

  constructor(threshold: number | "off" = 0.5, confidence = 0.9, modelEdits?: ModelEdits) {
    const view: NextEditView = {
      setKey: (key) => {
        this.keys.push(key);
        return this.holdKeys ? new Promise((resolve) => this.#held.push(resolve)) : Promise.resolve();
      },
      isProblem: (path, { line, from }) => this.problems.includes(`${path}:${line} ${from}`),
      canRename: () => Promise.resolve(this.canRename),
      rename: (declaration) => {
        this.renames.push(declaration);
        this.onRename();
        return Promise.resolve(this.canRename);
      },
      draw: (shown) => this.drawn.push(shown),
      erase: () => this.drawn.push(undefined),
      indent: () => {
        this.indents++;
        return Promise.resolve();
      },
      jump: (path, line, column) => {
        if (path !== this.#front) this.open(path, this.#closed.get(path));
        this.move(line, column);
        return Promise.resolve();
      },
      apply: (edit) => Promise.resolve(this.applies ? this.#apply(edit) : undefined),
      explain: (sentence, ...args) => this.explained.push(english(sentence, ...args)),
      preview: (edits) => {
        this.previewed.push(...edits);
        return Promise.resolve(this.confirms);
      },
    };
    this.nextEdits = new NextEdits({
      view,
      clock: {
        ...still,
        after: (_, callback) => {
          const own = { callback };
          this.#due = own;
          return () => {
            if (this.#due === own) this.#due = undefined;
          };
        },
      },
      outcomes: new NextEditOutcomes({
        clock: {
          ...still,
          after: (_, callback) => {
            this.#seeing = callback;
            return () => undefined;
          },
        },
        emit: (event) => this.events.push(event),
      }),
      ...(modelEdits && { modelEdits }),
      settings: (path) => ({ threshold: threshold === "off" || this.off.includes(path) ? undefined : threshold }),
      createModel: () => ({ score: ({ similarity = 0 }) => similarity, confidence: () => confidence }),
      onError: (error) => {
        throw error;
      },
    });
  }

  /** Lets what is drawn count as seen. */
  letTimePass(): void {
    this.#seeing();
  }

  /** The document in front. */
  get front(): string {
    return this.#front;
  }

  textOf(path: string): string {
    return this.linesOf(path).join("\n");
  }

  /** What is drawn now. */
  get shown(): ShownNextEdit | undefined {
    return this.drawn.at(-1);
  }

  linesOf(path: string): readonly string[] {
    return this.#texts.get(path) ?? [];
  }

  open(path: string, lines?: readonly string[]): this {
    if (lines) {
      this.#texts.set(path, [...lines]);
      this.#versions.set(path, 1);
    }
    this.#front = path;
    this.nextEdits.opened(this.#document(path));
    if (this.admitsAtOnce) this.nextEdits.admit(path);
    return this.move(0, lines?.[0]?.length ?? 0);
  }

  /** Closes a document; when it is opened again, it has these lines. */
  close(path: string, lines: readonly string[]): this {
    this.#closed.set(path, lines);
    this.nextEdits.closed(path);
    return this;
  }

  move(line: number, column = this.linesOf(this.#front)[line]?.length ?? 0): this {
    this.#line = line;
    this.nextEdits.moved({ path: this.#front, line, column, isPlain: true });
    return this;
  }

  /** Selects the line, up to its end. */
  select(line: number): this {
    this.#line = line;
    const column = this.linesOf(this.#front)[line]?.length ?? 0;
    this.nextEdits.moved({ path: this.#front, line, column, isPlain: false });
    return this;
  }

  /** Replaces a line as if typed there, and leaves the cursor at its end. */
  type(line: number, text: string, facts: { isUndoOrRedo?: boolean; isDirty?: boolean } = {}): this {
    this.#line = line;
    this.#change(this.#front, { startLine: line, endLine: line, text }, text, facts);
    return this.move(line);
  }

  /** A change that no cursor is near, in the document in front or in another one. */
  tool(line: number, text: string, path = this.#front): this {
    this.#change(path, { startLine: line, endLine: line, text }, text, { cursorLines: [] });
    return this;
  }

  /** Lets the pause after an edit pass, and what follows happen. */
  async rest(): Promise<this> {
    const due = this.#due;
    this.#due = undefined;
    due?.callback();
    await this.settle();
    return this;
  }

  /** The editor's keys follow now. */
  async settle(): Promise<void> {
    for (const resolve of this.#held.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }

  async take(): Promise<void> {
    await this.nextEdits.take();
    await this.settle();
  }

  #document(path: string) {
    return {
      path,
      version: this.#versions.get(path) ?? 0,
      languageId: "typescript",
      family: "typescript",
      lines: () => this.linesOf(path),
    };
  }

  #change(
    path: string,
    change: { startLine: number; endLine: number; text: string },
    newText: string,
    facts: { isUndoOrRedo?: boolean; isDirty?: boolean; cursorLines?: readonly number[] },
  ): void {
    const lines = this.#texts.get(path) ?? [];
    lines.splice(change.startLine, change.endLine - change.startLine + 1, ...newText.split("\n"));
    this.#versions.set(path, (this.#versions.get(path) ?? 0) + 1);
    this.nextEdits.changed(
      this.#document(path),
      splicesOf([change], (line) => lines[line] ?? ""),
      {
        isUndoOrRedo: false,
        isDirty: true,
        cursorLines: [this.#line],
        ...facts,
      },
    );
  }

  #apply({ path, version, replacement }: PlannedEdit): AppliedEdit | undefined {
    if (version !== this.#versions.get(path)) return undefined;
    const { startLine, startColumn, endLine, endColumn, text } = replacement;
    const lines = this.linesOf(path);
    const whole = (lines[startLine] ?? "").slice(0, startColumn) + text + (lines[endLine] ?? "").slice(endColumn);
    this.#change(path, { startLine, endLine, text: whole }, whole, {});
    return { start: 0, length: text.length };
  }
}
