import fc from "fast-check";
import { expect, test } from "vitest";
import { factsMask, occurrenceBits } from "../../../src/core/code/occurrence.ts";
import type { FileIndex } from "../../../src/core/retrieval/index/fileIndex.ts";
import { SourceIndex } from "../../../src/core/retrieval/index/sourceIndex.ts";
import type { SourceFile } from "../../../src/core/types/source.ts";

const file = (lines: readonly string[], uri = "file:///a.ts", version = 1): SourceFile => ({
  uri,
  path: uri.slice(8),
  languageId: "typescript",
  version,
  lines,
});

function learn(index: SourceIndex, source: SourceFile): void {
  for (const _ of index.learn(source));
}

/** All that is known of a file, with names in place of their numbers. */
function known(index: SourceIndex, uri = "file:///a.ts") {
  const found = index.get(uri);
  return found && { ...plain(found), occurrences: occurrencesOf(index, found), names: namesOf(index, found) };
}

function plain({ lines, offsets, kinds, margins, lengths, shapes, blocks, blockChars, version }: FileIndex) {
  return { lines, offsets, kinds, margins, lengths, shapes, blocks, blockChars, version };
}

function occurrencesOf({ symbols }: SourceIndex, found: FileIndex): readonly string[] {
  return [...found.occurrences].map((packed) => `${symbols.nameOf(packed >> occurrenceBits)} ${packed & factsMask}`);
}

function namesOf({ symbols }: SourceIndex, { names }: FileIndex): readonly string[] {
  return [...names.ids]
    .map(
      (id, at) =>
        `${symbols.nameOf(id)} ${names.counts[at]} ${names.facts[at]} ${names.members[at]} ${symbols.counts[id]}`,
    )
    .sort();
}

const line = fc.constantFrom(
  "",
  "}",
  "// a comment of words",
  "export function resizeBox(box: Box, scale: number) {",
  "  return box.width * scale + box.height_2;",
  "class Größe { breite = 1; }",
  '  const text = "quoted {name} words";',
  "\tif (userList.fetchAll()) continue;",
  "This is a line of prose in a docstring",
);
const someLines = fc.array(line, { maxLength: 12 });
const edit = fc.record({ start: fc.nat(), span: fc.nat({ max: 4 }), lines: fc.array(line, { maxLength: 4 }) });

test("after any edits the index equals a fresh one", () => {
  fc.assert(
    fc.property(someLines, fc.array(edit, { maxLength: 8 }), (first, edits) => {
      const index = new SourceIndex();
      learn(index, file(first));
      let lines = first;
      for (const [step, { start, span, lines: put }] of edits.entries()) {
        const startLine = start % (lines.length + 1);
        const endLine = Math.min(lines.length, startLine + span);
        lines = [...lines.slice(0, startLine), ...put, ...lines.slice(endLine)];
        expect(index.edit("file:///a.ts", step + 2, [{ startLine, endLine, lines: put }])).toBe(true);
      }
      const fresh = new SourceIndex();
      learn(fresh, file(lines, "file:///a.ts", edits.length + 1));
      expect(known(index)).toEqual(known(fresh));
      expect(index.symbols.total).toBe(fresh.symbols.total);
    }),
  );
});

test("forgetting a file frees its names", () => {
  const index = new SourceIndex();
  const before = index.bytes;
  learn(index, file(["const alpha = beta;"]));
  expect(index.symbols.idOf("alpha")).toBeDefined();
  index.forget("file:///a.ts");
  expect(index.symbols.idOf("alpha")).toBeUndefined();
  expect(index.symbols.total).toBe(0);
  expect(index.bytes).toBe(before);
});

test("a file is unknown until it is learned completely, and dropped work leaves nothing behind", () => {
  const index = new SourceIndex();
  learn(index, file(["const old = 1;"]));
  const task = index.learn(file(Array.from({ length: 1000 }, (_, at) => `const name${at} = ${at};`)));
  task.next();
  expect(index.get("file:///a.ts")).toBeUndefined();
  task.return();
  expect(index.symbols.total).toBe(0);
});

test("an edit of an unknown file or version asks for the whole file", () => {
  const index = new SourceIndex();
  expect(index.edit("file:///a.ts", 2, [])).toBe(false);
  learn(index, file(["one", "two"]));
  expect(index.edit("file:///a.ts", 1, [])).toBe(false);
  expect(index.edit("file:///a.ts", 2, [{ startLine: 5, endLine: 9, lines: [] }])).toBe(false);
  expect(index.versionOf("file:///a.ts")).toBeUndefined();
});
