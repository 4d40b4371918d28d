import { expect, test } from "vitest";
import { isEnough, refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const line = { scope: "line", maxLines: 10 } as const;
const block = { scope: "block", maxLines: 10 } as const;

test("tells which rules changed an answer, in order", () => {
  expect(refine("```ts\nfoo(1);  \n```", createRuleContext(at("▮"), line))).toEqual({
    kind: "suggestion",
    text: "foo(1);",
    replaceAfter: 0,
    changedBy: ["unwrapFence", "trimEnd"],
  });
  expect(refine("a, b);", createRuleContext(at("foo(▮);"), line))).toMatchObject({
    text: "a, b",
    changedBy: ["fitRestOfLine"],
  });
  expect(refine("foo();", createRuleContext(at("▮"), line))).toMatchObject({ text: "foo();", changedBy: [] });
});

test("tells which rule left nothing", () => {
  expect(refine(" \n", createRuleContext(at("▮"), line))).toEqual({ kind: "dropped", rule: "empty" });
  expect(refine("const answer = 42;", createRuleContext(at("▮\nconst answer = 42;"), line))).toEqual({
    kind: "dropped",
    rule: "cutAtNextLine",
  });
});

test("what replaces the rest of the line holds it, so that the editor can show it", () => {
  const cursor = at("items.map(▮);");
  const refined = refine("(x) => x * 2).filter(Boolean);", createRuleContext(cursor, line));
  expect(refined).toEqual({
    kind: "suggestion",
    text: "(x) => x * 2).filter(Boolean);",
    replaceAfter: 2,
    changedBy: ["fitRestOfLine"],
  });
});

test.each([
  ["a line is enough when one line was asked for", "const a = ▮", "1;\n", line, true],
  ["a line that opens a bracket is not", "const a = ▮", "f(\n", line, false],
  ["its closing is", "const a = ▮", "f(\n  1,\n);\n", line, true],
  ["one line of a block is not", "function f() {\n  ▮\n}", "a();\n", block, false],
  ["the brace that stands below is", "function f() {\n  ▮\n}", "a();\n}\n", block, true],
  ["the line that stands below is", "▮\nconst b = two();", "const a = one();\nconst b = two();\n", block, true],
  ["a blank line ends a paragraph", "// sum\n▮", "const sum = a + b;\n\n", block, true],
  [
    "a blank line does not when more was asked for",
    "// sum\n▮",
    "const sum = a + b;\n\n",
    { ...block, explicit: true },
    false,
  ],
  ["a fence's first line is not", "const a = ▮", "```ts\n", line, false],
  ["a sentence before a fence is not", "const a = ▮", "Here is the code:\n", line, false],
  ["thoughts are not", "const a = ▮", "<think>\nA number.\n", line, false],
  ["a control token is", "function f() {\n  ▮\n}", "a();<|endoftext|>\n", block, true],
  ["an echo of the line above is not", "const a = one();\n▮", "const a = one();\n", line, false],
  [
    "as many lines as the setting allows are",
    "function f() {\n  ▮\n}",
    "a();\n  b();\n",
    { ...block, maxLines: 2 },
    true,
  ],
] as const)("%s", (_, drawn, text, options, enough) => {
  expect(isEnough(text, createRuleContext(at(drawn), options))).toBe(enough);
});
