import { expect, test } from "vitest";
import type { NextEditKey, NextEditView, PlannedEdit, ShownNextEdit } from "../../../src/app/nextEdit/nextEditPorts.ts";
import { NextEdits } from "../../../src/app/nextEdit/nextEdits.ts";
import { splicesOf } from "../../../src/app/nextEdit/splicesOf.ts";

/** An editor with one document per path, whose keys follow when a test lets them. */
class Editor {
  readonly drawn: (ShownNextEdit | undefined)[] = [];
  readonly keys: NextEditKey[] = [];
  readonly previewed: PlannedEdit[] = [];
  indents = 0;
  holdKeys = false;
  readonly #held: (() => void)[] = [];
  readonly #texts = new Map<string, string[]>();
  readonly #versions = new Map<string, number>();
  #due: { callback: () => void } | undefined;
  readonly #closed = new Map<string, readonly string[]>();
  #front = "";
  #line = 0;
  readonly nextEdits: NextEdits;

  constructor(threshold: number | "off" = 0.5, confidence = 0.9) {
    const view: NextEditView = {
      setKey: (key) => {
        this.keys.push(key);
        return this.holdKeys ? new Promise((resolve) => this.#held.push(resolve)) : Promise.resolve();
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
      apply: (edit) => Promise.resolve(this.#apply(edit)),
      preview: (edits) => {
        this.previewed.push(...edits);
        return Promise.resolve();
      },
    };
    this.nextEdits = new NextEdits({
      view,
      clock: {
        after: (_, callback) => {
          const own = { callback };
          this.#due = own;
          return () => {
            if (this.#due === own) this.#due = undefined;
          };
        },
      },
      settings: () => ({ threshold: threshold === "off" ? undefined : threshold }),
      createModel: () => ({ score: ({ similarity = 0 }) => similarity, confidence: () => confidence }),
      onError: (error) => {
        throw error;
      },
    });
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
    this.nextEdits.moved({ path: this.#front, line, column });
    return this;
  }

  /** Replaces a line as if typed there, and leaves the cursor at its end. */
  type(line: number, text: string, facts: { isUndoOrRedo?: boolean; isDirty?: boolean } = {}): this {
    this.#line = line;
    this.#change({ startLine: line, endLine: line, text }, text, facts);
    return this.move(line);
  }

  /** A change away from the cursor. */
  tool(line: number, text: string): this {
    this.#line = -10;
    this.#change({ startLine: line, endLine: line, text }, text, {});
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
      family: "typescript",
      lines: () => this.linesOf(path),
    };
  }

  #change(
    change: { startLine: number; endLine: number; text: string },
    newText: string,
    facts: { isUndoOrRedo?: boolean; isDirty?: boolean },
  ): void {
    const path = this.#front;
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

  #apply({ path, version, replacement }: PlannedEdit): boolean {
    if (version !== this.#versions.get(path)) return false;
    const { startLine, startColumn, endLine, endColumn, text } = replacement;
    const lines = this.linesOf(path);
    const whole = (lines[startLine] ?? "").slice(0, startColumn) + text + (lines[endLine] ?? "").slice(endColumn);
    this.#change({ startLine, endLine, text: whole }, whole, {});
    return true;
  }
}

const code = ["const sum = 1;", "", "print(sum);", "", "log(sum);", "", "end(sum);"];
const renamed = ["const total = 1;", "", "print(total);", "", "log(sum);", "", "end(sum);"];

async function renaming(editor = new Editor()): Promise<Editor> {
  return await editor.open("a.ts", code).type(0, "const total = 1;").rest();
}

test("after a rename the next use is shown, Tab goes there, Tab again applies it, and the next one follows", async () => {
  const editor = await renaming();
  expect(editor.shown).toMatchObject({ key: "away", proposal: { line: 2, newLines: ["print(total);"] } });
  await editor.take();
  expect(editor.shown).toMatchObject({ key: "here" });
  expect(editor.linesOf("a.ts")).toEqual(["const total = 1;", ...code.slice(1)]);
  await editor.take();
  expect(editor.linesOf("a.ts")).toEqual(renamed);
  expect(editor.shown).toMatchObject({ key: "away", proposal: { line: 4 } });
});

test("the key is armed before anything is drawn, and disarmed after it is erased", async () => {
  const editor = new Editor();
  editor.holdKeys = true;
  editor.open("a.ts", code).type(0, "const total = 1;");
  const resting = editor.rest();
  expect(editor.keys).toEqual(["away"]);
  expect(editor.drawn).toEqual([]);
  await resting;
  expect(editor.shown).toBeDefined();
  editor.type(0, "const total = 12;");
  expect(editor.shown).toBeUndefined();
  expect(editor.keys).toEqual(["away", "none"]);
});

test("Tab indents while the key is armed and nothing is drawn", async () => {
  const editor = new Editor();
  editor.holdKeys = true;
  editor.open("a.ts", code).type(0, "const total = 1;");
  const resting = editor.rest();
  await editor.nextEdits.take();
  expect(editor.indents).toBe(1);
  expect(editor.linesOf("a.ts")[2]).toBe("print(sum);");
  await resting;
});

test("Escape silences the rule until something new is learnt of it", async () => {
  const editor = await renaming();
  editor.nextEdits.dismiss();
  expect(editor.shown).toBeUndefined();
  await editor.type(0, "const total = 2;").rest();
  expect(editor.shown).toBeUndefined();
  await editor.type(6, "end(total);").rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
});

test("nothing is shown where Tab indents: in white space at the start of a line", async () => {
  const editor = new Editor().open("a.ts", ["  const sum = 1;", "  print(sum);", ""]).type(0, "  const total = 1;");
  editor.move(0, 2);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  editor.move(2, 0);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  editor.move(0, 9);
  await editor.rest();
  expect(editor.shown).toBeDefined();
});

test("nothing is shown where next edits are off, or below the threshold", async () => {
  expect((await renaming(new Editor("off"))).drawn).toEqual([]);
  expect((await renaming(new Editor(0.95))).drawn).toEqual([]);
});

test("a change by a tool or from the disk is no example", async () => {
  const editor = new Editor().open("a.ts", code).tool(0, "const total = 1;").move(3).move(5);
  await editor.rest();
  expect(editor.shown).toBeUndefined();
  await editor.type(0, "const other = 1;", { isDirty: false }).rest();
  expect(editor.shown).toBeUndefined();
});

test("an edit that is undone is withdrawn, and so is what it proposed", async () => {
  const editor = await renaming();
  await editor.type(0, "const sum = 1;", { isUndoOrRedo: true }).rest();
  expect(editor.shown).toBeUndefined();
});

test("a document that changed in the meantime is left alone", async () => {
  const editor = await renaming();
  const { proposal } = editor.shown ?? {};
  expect(proposal?.line).toBe(2);
  editor.move(2);
  editor.nextEdits.forget("a.ts");
  await editor.take();
  expect(editor.linesOf("a.ts")[2]).toBe("print(sum);");
});

test("the remaining edits of a rule are previewed together once it has examples enough", async () => {
  const editor = await renaming();
  expect(editor.shown?.applicable).toBeUndefined();
  await editor.take();
  await editor.take();
  expect(editor.shown?.applicable).toBe(2);
  await editor.nextEdits.applyAll();
  expect(editor.previewed.map(({ replacement }) => replacement.startLine).sort()).toEqual([4, 6]);
  expect(editor.linesOf("a.ts")).toEqual(renamed);
});

test("another file of the language is proposed when the current one is done", async () => {
  const editor = new Editor().open("b.ts", ["use(sum);"]).open("a.ts", ["const sum = 1;"]);
  await editor.type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ key: "away", proposal: { path: "b.ts", newLines: ["use(total);"] } });
  await editor.take();
  await editor.take();
  expect(editor.linesOf("b.ts")).toEqual(["use(total);"]);
});

test("a file that was closed is read again before an edit in it is applied", async () => {
  const open = () => new Editor().open("b.ts", ["use(sum);"]).open("a.ts", ["const sum = 1;"]);
  const same = await open().close("b.ts", ["use(sum);"]).type(0, "const total = 1;").rest();
  await same.take();
  await same.take();
  expect(same.linesOf("b.ts")).toEqual(["use(total);"]);
  const other = await open().close("b.ts", ["other(sum);"]).type(0, "const total = 1;").rest();
  await other.take();
  await other.take();
  expect(other.linesOf("b.ts")).toEqual(["other(sum);"]);
  expect(other.indents).toBe(1);
});
