import { expect, test } from "vitest";
import { familyWarning, untrainedWarning } from "../../../src/core/prompt/familyWarning.ts";
import { english } from "../../../src/core/types/translate.ts";

test("a model whose name tells its family, and a family that exists, need no word", () => {
  expect(familyWarning({ family: "auto", model: "qwen2.5-coder:1.5b" }, english)).toBeUndefined();
  expect(familyWarning({ family: "starcoder2", model: "in-house" }, english)).toBeUndefined();
});

test("a family that does not exist is told, with what is done instead", () => {
  expect(familyWarning({ family: "qwenn", model: "qwen2.5-coder" }, english)).toMatch(
    /no family "qwenn".*"qwen" is used/,
  );
  expect(familyWarning({ family: "qwenn", model: "in-house" }, english)).toMatch(
    /only the text before the cursor is sent/,
  );
});

test("a model of which nothing tells the family is told", () => {
  expect(familyWarning({ family: "auto", model: "in-house" }, english)).toMatch(/does not know .* "in-house" takes/);
});

test("a model that was not trained to fill in the middle is reported as such", () => {
  expect(familyWarning({ family: "auto", model: "codellama:7b-python" }, english)).toMatch(
    /not trained .* only the text before/,
  );
  expect(familyWarning({ family: "codellama", model: "codellama:7b-python" }, english)).toBeUndefined();
  expect(untrainedWarning("deepseek-r1:8b", english)).toMatch(/may ignore the text after the cursor/);
  expect(untrainedWarning("qwen2.5-coder:7b", english)).toBeUndefined();
});
