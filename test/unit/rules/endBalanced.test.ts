import { expect, test } from "vitest";
import { endBalanced } from "../../../src/core/rules/endBalanced.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const longRest = "export const one = 1;\n".repeat(2_000);
const ended = (drawn: string, text: string) =>
  endBalanced(text, createRuleContext(at(drawn), { scope: "block", maxLines: 8 }));

test.each([
  ["a short document", ""],
  ["a long document", longRest],
])("what is closed below may stay open: %s", (_, rest) => {
  expect(ended(`▮\n  b();\n}\n${rest}`, "if (a) {")).toBe("if (a) {");
});

test.each([
  ["a short document", ""],
  ["a long document", longRest],
])("what would take another one's closing may not stay open: %s", (_, rest) => {
  expect(ended(`function f() {\n  ▮\n}\n${rest}`, "if (a) {")).toBe("if (a)");
});
