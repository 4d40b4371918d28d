import { expect, test } from "vitest";
import { familyWarning } from "../../../src/core/prompt/familyWarning.ts";

test("a model whose name tells its family, and a family that exists, need no word", () => {
  expect(familyWarning({ family: "auto", model: "qwen2.5-coder:1.5b" })).toBeUndefined();
  expect(familyWarning({ family: "starcoder2", model: "in-house" })).toBeUndefined();
});

test("a family that does not exist is told, with what is done instead", () => {
  expect(familyWarning({ family: "qwenn", model: "qwen2.5-coder" })).toMatch(/no family "qwenn".*"qwen" is used/);
  expect(familyWarning({ family: "qwenn", model: "in-house" })).toMatch(/only the text before the cursor is sent/);
});

test("a model of which nothing tells the family is told", () => {
  expect(familyWarning({ family: "auto", model: "in-house" })).toMatch(/does not know .* "in-house" takes/);
});
