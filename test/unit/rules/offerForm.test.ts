import { expect, test } from "vitest";
import { endsUnfinished } from "../../../src/core/rules/endsUnfinished.ts";
import { isCrumb } from "../../../src/core/rules/isCrumb.ts";
import { leavesOpen } from "../../../src/core/rules/leavesOpen.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const contextAt = (drawn: string, languageId = "typescript") =>
  createRuleContext(at(drawn, { languageId }), { scope: "line", maxLines: 1 });

test.each([
  ["a template that is cut in two", "▮", "const response = await fetch(`${base", "typescript", true],
  ["a string that only begins", "a ?? ▮", '"', "typescript", true],
  ["a call without its end", "▮", "scale(raw, raw_max=1023, low", "python", true],
  ["a type argument without its end", "x: ▮", "dict[str", "python", true],
  ["a block's opening bracket", "▮", "if (a) {", "typescript", true],
  ["a string of before that goes on", 'from "▮', "./links", "typescript", true],
  ["the same with its quote behind the cursor", 'from "▮"', "./links", "typescript", false],
  ["a bracket that stands behind the cursor", "f(▮)", "g(1", "typescript", true],
  ["a whole call", "▮", "f(g(1), `${a}`)", "typescript", false],
  ["what was opened before and stays open", "f(▮", "a, b", "typescript", false],
  ["a block with its end", "▮", "if (a) {\n  b();\n}", "typescript", false],
  ["a word that opens a block", "▮", "items.each do |item|", "ruby", false],
  ["a docstring's first line", "▮", '"""Returns the total.', "python", true],
  ["a docstring that is written line by line", '"""▮', "Returns the total.", "python", false],
  ["a comment to the end of the line", "▮", "a(); // (see below", "typescript", false],
  ["a tag", "return ▮", '<div className="a">', "typescriptreact", true],
  ["an element", "return ▮", '<div className="a" />', "typescriptreact", false],
] as const)("leaves open: %s", (_, drawn, text, languageId, expected) => {
  expect(leavesOpen(text, contextAt(drawn, languageId))).toBe(expected);
});

test.each([
  ["a separator before a closing bracket", "f({ type: ▮})", "X,", true],
  ["an optional member without a type", "f({▮})", "cause?:", true],
  ["a comma at the end of parameters", "constructor(▮) {", "request: Request,", true],
  ["an empty string for a value", "f({ type: ▮})", "X, key: ''", true],
  ["a comma at the end of the line", "[\n  ▮\n]", "one,", false],
  ["a call that fills the brackets", "f(▮)", "one, two()", false],
] as const)("ends unfinished: %s", (_, drawn, text, expected) => {
  expect(endsUnfinished(text, contextAt(drawn))).toBe(expected);
});

test.each([
  ["n", true],
  [");", true],
  ["return", true],
  [" from ", true],
  ["100.0", true],
  ["= 100.0)", true],
  ['"import"', true],
  ["self", false],
  ["total", false],
  ["return null;", false],
  ["f(100)", false],
])("a crumb: %s, %s", (text, expected) => {
  expect(isCrumb(text)).toBe(expected);
});

test.each([
  ["  c", "onst", true],
  ["if (a) r", "eturn", true],
  ["  c", "onst total", false],
  ["  myc", "onst", false],
  ["  return", " await", true],
  ["  const re", "turned", false],
])("after %j, %j is a crumb: %s", (lineBefore, text, expected) => {
  expect(isCrumb(text, lineBefore)).toBe(expected);
});
