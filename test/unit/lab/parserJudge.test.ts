import { beforeAll, expect, test } from "vitest";
import { createParserJudge, type ParserJudge } from "../../../src/lab/replay/parserJudge.ts";

let judge: ParserJudge;
beforeAll(async () => {
  judge = await createParserJudge();
});

test.each([
  ["typescript", "const a = f(1, [2]);\nclass B { c() { return `x${a}`; } }\n", false],
  ["typescript", "const a = f(1, [2);\nconst b = 1;\n", true],
  ["typescript", "function f() {\n  const r = fetch(`${base\n}\nconst b = 1;\n", true],
  ["typescript", "if (a) {\nfunction f() {\n}\n", true],
  ["python", 'a = f({"b": [1]})\n', false],
  ["python", "a = f(b\nc = 2\n", true],
  ["python", "name = 'x\nb = 2\n", true],
  ["go", 'package a\n\nfunc f() {\n\tg("x", []int{1})\n}\n', false],
  ["go", 'package a\n\nfunc f() {\n\tg("x\n}\n', true],
])("%s: %j has something without a partner: %s", (languageId, text, isBroken) => {
  expect((judge(text, languageId) ?? 0) > 0).toBe(isBroken);
});

test("a line that is not finished has nothing without a partner", () => {
  expect(judge("const a = ;\nconst b = a.\n", "typescript")).toBe(0);
});

test("a language without a grammar is not judged", () => {
  expect(judge("fn main() {", "rust")).toBeUndefined();
});
