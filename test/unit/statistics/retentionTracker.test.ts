import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EndedEvent } from "../../../src/core/statistics/events.ts";
import { distanceToBestPart, retainedCharacters, wordsOf } from "../../../src/core/statistics/lexemes.ts";
import { RetentionTracker } from "../../../src/core/statistics/retentionTracker.ts";
import { moveRange } from "../../../src/core/statistics/trackedRange.ts";

const uri = "file:///a.ts";

/** An editor with one document and the tracker that follows it. */
class Editor {
  readonly tracker = new RetentionTracker();
  text: string;
  uri = uri;
  isOpen = true;
  #offers = 0;

  constructor(text: string) {
    this.text = text;
  }

  readonly read = (name: string, from: number, to: number) =>
    this.isOpen && name === this.uri ? this.text.slice(from, to).replaceAll("\r\n", "\n") : undefined;

  /** Inserts an accepted suggestion before `mark`, at time 0. */
  accept(suggestion: string, mark: string): void {
    const start = this.text.indexOf(mark);
    this.replace(start, 0, suggestion);
    const text = suggestion.replaceAll("\r\n", "\n");
    const offer = ++this.#offers;
    const event: EndedEvent = {
      kind: "ended", at: 1, window: 1, suggestion: offer, offer, languageId: "typescript", source: "embedded",
      outcome: "accepted", reason: "acceptedWhole", characters: text.length, acceptedCharacters: text.length, shownForMs: 1,
    }; // biome-ignore format: a record
    this.tracker.accepted(event, { uri, start, length: suggestion.length, text }, 0);
  }

  replace(offset: number, removed: number, inserted: string, isUndo = false, at = 1_000): void {
    this.text = this.text.slice(0, offset) + inserted + this.text.slice(offset + removed);
    this.tracker.changed(this.uri, [{ offset, removed, insertedLength: inserted.length }], isUndo, at);
  }

  edit(old: string, now: string, isUndo = false, at = 1_000): void {
    expect(this.text).toContain(old);
    this.replace(this.text.indexOf(old), old.length, now, isUndo, at);
  }

  /** Whether each suggestion is still in the code after the given time, and how many characters are retained. */
  after(ms: number) {
    return this.tracker
      .measure(ms, this.read)
      .filter(({ afterMs }) => afterMs === ms)
      .map(({ isStillInCode, retainedCharacters, isUndone }) => [isStillInCode, retainedCharacters, isUndone]);
  }
}

test("measures five times, and then forgets", () => {
  const editor = new Editor("a\n▮\nb\n");
  editor.accept("total += price;", "▮");
  const times = [];
  for (let due = editor.tracker.dueAt; due !== undefined; due = editor.tracker.dueAt) {
    times.push(due);
    expect(editor.tracker.measure(due, editor.read)).toMatchObject([
      { kind: "retained", at: 1, afterMs: due, acceptedCharacters: 15, retainedCharacters: 15, isStillInCode: true },
    ]);
  }
  expect(times).toEqual([15_000, 30_000, 120_000, 300_000, 600_000]);
});

test("follows edits above, inside and below", () => {
  const editor = new Editor("a\n▮\nb\n");
  editor.accept("total += price * count;", "▮");
  editor.replace(0, 0, "import x\n".repeat(300));
  editor.edit("price", "cost");
  editor.edit("b\n", "");
  expect(editor.after(15_000)).toEqual([[true, "total += price * count;".length - "price".length, false]]);
});

test("what was deleted or rewritten is no longer in the code", () => {
  const editor = new Editor("▮");
  editor.accept("total += price;", "▮");
  editor.edit("total += price;", "return;");
  expect(editor.after(15_000)).toEqual([[false, 1, false]]);
});

test("an undo within ten seconds is named; a later one and a redo are not", () => {
  const undone = new Editor("▮");
  undone.accept("total += price;", "▮");
  undone.edit("total += price;", "", true, 9_000);
  expect(undone.after(15_000)).toEqual([[false, 0, true]]);
  const late = new Editor("▮");
  late.accept("total += price;", "▮");
  late.edit("total += price;", "", true, 11_000);
  expect(late.after(15_000)).toEqual([[false, 0, false]]);
  const redone = new Editor("▮");
  redone.accept("total += price;", "▮");
  redone.edit("total += price;", "", true, 2_000);
  redone.replace(0, 0, "total += price;", true, 3_000);
  expect(redone.after(15_000)).toEqual([[true, 15, false]]);
});

test("of equal suggestions on neighbouring lines, the deleted one is not found in the other", () => {
  const editor = new Editor("1\n2\n3");
  editor.accept("total += price;", "2");
  editor.accept("total += price;", "3");
  editor.edit("total += price;2\n", "");
  expect(editor.after(15_000)).toEqual([
    [false, 0, false],
    [true, 15, false],
  ]);
});

test("moved within the file, a suggestion is still in the code, by Copilot's rule", () => {
  const editor = new Editor(`▮\n${"x = 1\n".repeat(100)}`);
  editor.accept("total += price;", "▮");
  editor.edit("total += price;", "");
  editor.replace(editor.text.length, 0, "total += price;");
  expect(editor.after(15_000)).toEqual([[true, 0, false]]);
});

test("line ends of CRLF documents make no difference", () => {
  const editor = new Editor("a\r\n▮\r\nb\r\n");
  editor.accept("if (a) {\r\n  b();\r\n}", "▮");
  editor.replace(0, 0, "x\r\n");
  expect(editor.after(15_000)).toEqual([[true, "if (a) {\n  b();\n}".length, false]]);
});

describe("a document that is closed", () => {
  test("is measured as it was", () => {
    const editor = new Editor("▮");
    editor.accept("total += price;", "▮");
    editor.tracker.closed(uri, editor.read);
    editor.isOpen = false;
    expect(editor.after(15_000)).toEqual([[true, 15, false]]);
  });

  test("and opened again, possibly renamed and changed outside, is measured as it is", () => {
    const editor = new Editor("a\n▮\n");
    editor.accept("total += price;", "▮");
    editor.tracker.closed(uri, editor.read);
    editor.uri = "file:///b.ts";
    editor.tracker.renamed(uri, editor.uri);
    editor.text = `// note\n${editor.text}`;
    editor.edit("price;", "cost;");
    expect(editor.after(15_000)).toEqual([[true, expect.any(Number), false]]);
  });
});

test("no more than 200 suggestions are followed", () => {
  const editor = new Editor("▮");
  for (let n = 0; n < 250; n++) editor.accept(`line${n}();\n`, "▮");
  expect(editor.after(15_000)).toHaveLength(200);
});

test("what a document contains is nowhere in what is recorded", () => {
  const editor = new Editor("canaryAround ▮ canaryAfter");
  editor.accept("canarySuggestion()", "▮");
  expect(JSON.stringify(editor.tracker.measure(600_000, editor.read))).not.toMatch(/canary|file:/);
});

test("however a document is edited, the range contains what is left of the accepted text and nothing from around it", () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.integer({ min: 1, max: 12 }),
    isInsertion: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(20),
      fc.array(edit),
      (before, accepted, after, edits) => {
        let text = "b".repeat(before) + "A".repeat(accepted) + "c".repeat(after);
        let range = { start: before, end: before + accepted };
        for (const { at, size, isInsertion } of edits) {
          const offset = Math.floor(at * text.length);
          const removed = isInsertion ? 0 : Math.min(size, text.length - offset);
          const inserted = isInsertion ? "i".repeat(size) : "";
          text = text.slice(0, offset) + inserted + text.slice(offset + removed);
          if (removed + inserted.length > 0)
            range = moveRange(range, { offset, removed, insertedLength: inserted.length });
        }
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(text.slice(0, range.start) + text.slice(range.end)).not.toContain("A");
        expect(text.slice(range.start, range.end)).not.toMatch(/[bc]/);
      },
    ),
  );
});

test("the distance to the best part is that of an exhaustive search", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
  const distance = (a: readonly string[], b: readonly string[]): number => {
    const [first, ...restA] = a;
    const [other, ...restB] = b;
    if (first === undefined) return b.length;
    if (other === undefined) return a.length;
    return Math.min(distance(restA, restB) + (first === other ? 0 : 1), distance(restA, b) + 1, distance(a, restB) + 1);
  };
  fc.assert(
    fc.property(words, words, (needle, haystack) => {
      const parts = haystack.flatMap((_, from) =>
        haystack.slice(from).map((_each, n) => haystack.slice(from, from + n + 1)),
      );
      const best = Math.min(needle.length, ...parts.map((part) => distance(needle, part)));
      expect(distanceToBestPart(needle, haystack)).toBe(best);
    }),
    { numRuns: 60 },
  );
});

test("retained characters are those of a longest common sequence of lexemes", () => {
  expect(wordsOf("a.b += 12")).toEqual(["a", ".", "b", "+", "=", "12"]);
  expect(retainedCharacters("foo(bar)", "foo(baz)")).toBe(5);
  expect(retainedCharacters("foo", "")).toBe(0);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(retainedCharacters(a, b)).toBeLessThanOrEqual(Math.min(a.length, b.length));
      expect(retainedCharacters(a, a)).toBe(a.length);
    }),
  );
});
