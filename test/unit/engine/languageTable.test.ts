import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { continueLine } from "../../../src/core/engine/language/continueLine.ts";
import {
  LanguageLibrary,
  loadLanguageLibrary,
  noLanguageTables,
} from "../../../src/core/engine/language/languageLibrary.ts";
import { LanguageTable } from "../../../src/core/engine/language/languageTable.ts";
import { buildTable } from "../../../src/lab/fit/language/buildTable.ts";
import { cursorAt, recently, teach } from "./teach.ts";

const options = { minConfidence: 0.3, maxLines: 1, limit: 1, mayStopEarly: true };
const tables = await loadLanguageLibrary();

/** Five lines that two projects share, with names of their own around them. */
const project = (name: string) =>
  Array.from({ length: 4 }, (_, at) => `${name}${at} = 1\nwith open(path) as file:\n    ${name}() + ${at}\n`).join("");
const built = new LanguageTable(
  buildTable([[project("alpha")], [project("beta")]], { words: 100, leastCount: 3, leastProbability: 0.1 }),
);

test("a table keeps what several projects write, in the order and with the spaces they write it", () => {
  expect(built.find("file")).toBeDefined();
  const texts = continueLine(built, "gamma = 1\nwi").map(({ text }) => text);
  expect(texts).toContain("th open(path) as file:");
});

test("a table holds no name that a single project uses", () => {
  expect(built.find("alpha")).toBeUndefined();
  expect(built.find("beta")).toBeUndefined();
});

test("probabilities of what follows add up to one at most", () => {
  const context = ["with", "open", "("].map((word) => built.find(word) ?? 0);
  const { tokens, known } = built.after(context);
  expect(known).toBeGreaterThan(0);
  expect(tokens.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1.01);
  expect(built.textOf(tokens[0]?.id ?? 0)).toBe("path");
});

test("bytes that end early are an error", () => {
  const bytes = buildTable([[project("a")], [project("b")]], { words: 10, leastCount: 3, leastProbability: 0.1 });
  expect(() => new LanguageTable(bytes.subarray(0, bytes.length - 3))).toThrow("ends early");
  expect(() => new LanguageTable(new Uint8Array())).toThrow("ends early");
});

test.each([
  ["python", "for i in ra▮", "nge"],
  ["python", "    @prop▮", "erty"],
  ["javascript", "new Pro▮", "mise"],
  ["java", "    @Over▮", "ride"],
  ["rust", "#[cfg(test)]\nmod te▮", "sts {"],
])("in a first file, what is common in %s is suggested: %s", (languageId, drawn, text) => {
  const cursor = cursorAt(drawn, "first", languageId);
  const [answer] = createEngine(tables).answer(cursor, [], options);
  expect(answer?.text.startsWith(text)).toBe(true);
  expect(answer?.origin).toBe("language");
  expect(createEngine().answer(cursor, [], options)).toEqual([]);
});

test("what the files say comes first", () => {
  const engine = createEngine(tables);
  const seen = "for row in rates:\n    show(row)\n\n\nfor row in rates:\n    hide(row)\n\n\n";
  teach(engine, "seen.py", seen, "python");
  const [answer] = engine.answer(cursorAt(`${seen}for row in ra▮`, "new.py", "python"), recently("seen.py"), options);
  expect(answer?.text.startsWith("tes")).toBe(true);
});

test("what is far above changes nothing, however long it is", () => {
  const table = tables.of("rust") ?? built;
  const near = `${Array.from({ length: 8 }, (_, at) => `let a${at} = ${at};`).join("\n")}\n#[cfg(test)]\nmod te`;
  const far = `${"// far above\n".repeat(100_000)}${near}`;
  expect(continueLine(table, far)).toEqual(continueLine(table, near));
  expect(continueLine(table, near).map(({ text }) => text)).toContain("sts {");
});

test("a keyword or the rest of one is not suggested, nor is anything in a language without a table", () => {
  const engine = createEngine(tables);
  expect(engine.answer(cursorAt("i▮", "a.py", "python"), [], options)).toEqual([]);
  expect(engine.answer(cursorAt("for i in ra▮", "a.xyz", "xyz"), [], options)).toEqual([]);
});

test("a table is loaded when its language is first asked for", async () => {
  const library = new LanguageLibrary((error) => expect.unreachable(String(error)));
  expect(library.of("python")).toBeUndefined();
  await expect.poll(() => library.of("python"), { timeout: 60_000 }).toBeInstanceOf(LanguageTable);
  expect(library.of("xyz")).toBeUndefined();
  expect(noLanguageTables.of("python")).toBeUndefined();
});

test("a table is asked for when the first file of its language is learnt, before anything is completed", () => {
  const asked: string[] = [];
  const engine = createEngine({ of: (family) => void asked.push(family) });
  teach(engine, "first.tsx", "const a = 1;\n", "typescriptreact");
  expect(asked).toEqual(["typescript"]);
});

test("no text before a cursor is too strange", () => {
  const parts = ["if", "x", " ", "\n", "\t", "(", "0", "é", "😀", "\u0000", '"', "import"];
  const texts = fc.sample(fc.array(fc.constantFrom(...parts)), { seed: 1, numRuns: 500 });
  const stops = texts.flatMap((each) => continueLine(tables.of("python") ?? built, each.join("")));
  expect(stops.length).toBeGreaterThan(0);
  expect(stops.filter(({ text }) => text.includes("\n"))).toEqual([]);
  expect(stops.filter(({ evidence }) => evidence.logProbability > 0)).toEqual([]);
});
