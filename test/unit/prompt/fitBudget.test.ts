import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "../../../src/core/prompt/estimateTokens.ts";
import { fitBudget } from "../../../src/core/prompt/fitBudget.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { at } from "../../support/at.ts";

const code = (lines: number, name = "value") =>
  Array.from({ length: lines }, (_, line) => `const ${name}${line} = compute(${line});`).join("\n");

function snippet(path: string, text: string, score: number, startLine = 0): Snippet {
  const endLine = startLine + text.split("\n").length;
  return {
    kind: "window",
    uri: `file:///${path}`,
    path,
    languageId: "typescript",
    startLine,
    endLine,
    text,
    score,
    tokens: 0,
  };
}

function tokensOf({ prefix, suffix, snippets }: ReturnType<typeof fitBudget>): number {
  const texts = [prefix, suffix, ...snippets.flatMap(({ path, text }) => [path, text])];
  return texts.reduce((sum, text) => sum + estimateTokens(text), 0);
}

test("a small document keeps everything", () => {
  const cursor = at("const a = 1;\nprint(▮)\nend();");
  const parts = fitBudget(cursor, [snippet("b.ts", "const b = 2;", 1)], { maxTokens: 1000 });
  expect(parts).toMatchObject({ path: "current.ts", prefix: cursor.prefix, suffix: cursor.suffix });
  expect(parts.snippets.map(({ path }) => path)).toEqual(["b.ts"]);
});

test("a long prefix leaves snippets and suffix their shares", () => {
  const cursor = at(`${code(2000)}\nx(▮)\n${code(2000, "later")}`);
  const snippets = Array.from({ length: 20 }, (_, index) => snippet(`f${index}.ts`, code(8, `f${index}_`), 20 - index));
  const parts = fitBudget(cursor, snippets, { maxTokens: 1000 });
  const snippetTokens = parts.snippets.reduce((sum, { text }) => sum + estimateTokens(text), 0);
  expect(snippetTokens).toBeGreaterThan(200);
  expect(estimateTokens(parts.suffix)).toBeGreaterThan(100);
  expect(estimateTokens(parts.prefix)).toBeGreaterThan(300);
});

test("what snippets and suffix do not need goes to the prefix", () => {
  const cursor = at(`${code(2000)}\nx(▮)`);
  expect(estimateTokens(fitBudget(cursor, [], { maxTokens: 1000 }).prefix)).toBeGreaterThan(700);
});

test("prefix and suffix consist of whole lines", () => {
  const cursor = at(`${code(300)}\nx(▮)\n${code(300, "later")}`);
  const { prefix, suffix } = fitBudget(cursor, [], { maxTokens: 400 });
  expect(`\n${cursor.prefix}`.endsWith(`\n${prefix}`)).toBe(true);
  expect(`${cursor.suffix}\n`.startsWith(`${suffix}\n`)).toBe(true);
});

test("a cursor line longer than everything is cut on the far side", () => {
  const { prefix } = fitBudget(at(`${"a+".repeat(5000)}tail▮`), [], { maxTokens: 300 });
  expect(prefix.endsWith("tail")).toBe(true);
  expect(estimateTokens(prefix)).toBeLessThanOrEqual(300);
});

test("a snippet with little value compared with the best one is dropped although there is room", () => {
  const snippets = [snippet("good.ts", code(5), 10), snippet("poor.ts", code(5), 0.1)];
  expect(fitBudget(at("x▮"), snippets, { maxTokens: 4000 }).snippets.map(({ path }) => path)).toEqual(["good.ts"]);
});

test("a slow server gets a shorter prompt, but never less than the minimum", () => {
  const cursor = at(`${code(2000)}\nx(▮)`);
  const fast = fitBudget(cursor, [], { maxTokens: 2000, tokensPerMs: 10 });
  const slow = fitBudget(cursor, [], { maxTokens: 2000, tokensPerMs: 1 });
  const slowest = fitBudget(cursor, [], { maxTokens: 2000, tokensPerMs: 0.001 });
  expect(tokensOf(fast)).toBeGreaterThan(1400);
  expect(tokensOf(slow)).toBeLessThanOrEqual(500);
  expect(tokensOf(slowest)).toBeGreaterThan(150);
});

test("the prefix starts at the same line while lines are typed", () => {
  const starts = new Set<string | undefined>();
  for (let lines = 500; lines < 508; lines++) {
    starts.add(fitBudget(at(`${code(lines)}\nx(▮)`), [], { maxTokens: 1500 }).prefix.split("\n")[0]);
  }
  expect(starts.size).toBeLessThanOrEqual(2);
});

test("snippets come in the order of their positions, whatever their scores", () => {
  const one = snippet("a.ts", code(3), 1, 40);
  const two = snippet("a.ts", code(3), 2, 10);
  const outline: Snippet = { ...snippet("a.ts", "a(b)", 5), kind: "outline" };
  const order = fitBudget(at("x▮"), [outline, one, two], { maxTokens: 1000 }).snippets;
  expect(order).toEqual([two, one, outline]);
});

test("the estimate stays within the budget, whatever the input", () => {
  const line = fc.string({ maxLength: 60 }).map((text) => text.replace(/[\n▮]/g, " "));
  const lines = fc.array(line, { maxLength: 60 });
  fc.assert(
    fc.property(
      lines,
      lines,
      fc.array(lines, { maxLength: 6 }),
      fc.integer({ min: 300, max: 900 }),
      (above, below, others, maxTokens) => {
        const cursor = at(`${above.join("\n")}▮${below.join("\n")}`);
        const snippets = others.map((text, index) => snippet(`f${index}.ts`, text.join("\n"), index));
        const parts = fitBudget(cursor, snippets, { maxTokens });
        expect(tokensOf(parts)).toBeLessThanOrEqual(maxTokens);
        expect(fitBudget(cursor, snippets, { maxTokens })).toEqual(parts);
      },
    ),
  );
});

test("a part of the cursor's file is only sent if the prompt does not contain it", () => {
  const cursor = at(`${code(400)}\nx(▮)\n${code(400, "later")}`);
  const own = (startLine: number) => snippet(cursor.path, code(5, `own${startLine}_`), 1, startLine);
  const at400 = [own(0), own(398), own(402), own(780)].map((each) => ({ ...each, uri: cursor.uri }));
  const startsOf = (maxTokens: number) =>
    fitBudget(cursor, at400, { maxTokens }).snippets.map((each) => each.startLine);
  expect(startsOf(1_000)).toEqual([0, 780]);
  expect(startsOf(50_000)).toEqual([]);
});
