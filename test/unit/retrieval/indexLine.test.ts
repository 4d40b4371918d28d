import { expect, test } from "vitest";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { occurrence } from "../../../src/core/code/occurrence.ts";
import { wordsOfName } from "../../../src/core/code/splitName.ts";
import { indexLine, lineKind } from "../../../src/core/retrieval/index/indexLine.ts";

const lex = (line: string, languageId = "typescript") => indexLine(line, languages.of(languageId));
const names = (line: string, languageId?: string) => lex(line, languageId).names.map(({ name }) => name);
const factsOf = (line: string, wanted: string, languageId?: string) =>
  lex(line, languageId).names.find(({ name }) => name === wanted)?.facts;

test("keywords and single letters are no names", () => {
  expect(names("export const total = await x.sumOf(i, items);")).toEqual(["total", "sumOf", "items"]);
});

test("identifiers of any script are names", () => {
  expect(names("const größe = 変数;")).toEqual(["größe", "変数"]);
});

test("a name has the facts declared, member and called", () => {
  expect(factsOf("function resize(box) {", "resize")).toBe(occurrence.declared | occurrence.called);
  expect(factsOf("  box.resize();", "resize")).toBe(occurrence.member | occurrence.called);
  expect(factsOf("  readonly width: number;", "width")).toBe(occurrence.declared);
  expect(factsOf("  async load(path: string): Promise<void> {", "load")).toBe(occurrence.declared | occurrence.called);
  expect(factsOf("  if (isReady(now)) {", "isReady")).toBe(occurrence.called);
  expect(factsOf("Foo::bar", "bar", "rust")).toBe(occurrence.member);
});

test("words in strings are marked as quoted, code inside them is not", () => {
  const line = "log(`open ${fileName} now`)";
  expect(factsOf(line, "open")).toBe(occurrence.quoted);
  expect(factsOf(line, "fileName")).toBe(0);
});

test("an apostrophe that closes nothing is no string", () => {
  expect(factsOf("fn first<'a>(text: &'a Text) {", "Text", "rust")).toBe(0);
});

test("comments, prose, brackets and blank lines are recognized", () => {
  expect(lex("// total of all").kind).toBe(lineKind.comment);
  expect(lex("    Return the sum of all items", "python").kind).toBe(lineKind.comment);
  expect(lex("  });").kind).toBe(lineKind.brackets);
  expect(lex("   ").kind).toBe(lineKind.blank);
  expect(lex("export class Box {").kind).toBe(lineKind.declares);
});

test("a very long line has no names, however deep its indentation", () => {
  const long = "call(value);".repeat(200);
  expect(lex(long)).toMatchObject({ names: [], kind: lineKind.comment, shape: 0 });
  expect(names(`${" ".repeat(3_000)}call(value);`)).toEqual(["call", "value"]);
});

test("lines that differ only in names have the same shape", () => {
  expect(lex("const a1 = load(x, 'one');").shape).toBe(lex("  const other = read(y,  'two');").shape);
  expect(lex("const a1 = load(x);").shape).not.toBe(lex("let a1 = load(x);").shape);
});

test("names fall into sub-words", () => {
  expect(wordsOfName("getHTTPUrl2")).toEqual(["get", "HTTP", "Url", "2"]);
  expect(wordsOfName("user_list_ID")).toEqual(["user", "list", "ID"]);
});
