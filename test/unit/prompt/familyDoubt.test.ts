import { expect, test } from "vitest";
import { familyDoubt } from "../../../src/core/prompt/familyDoubt.ts";

test("a model whose name tells its family, and a family that exists, need no word", () => {
  expect(familyDoubt({ family: "auto", model: "qwen2.5-coder:1.5b" })).toBeUndefined();
  expect(familyDoubt({ family: "starcoder2", model: "in-house" })).toBeUndefined();
});

test("a family that does not exist is told, with what is done instead", () => {
  expect(familyDoubt({ family: "qwenn", model: "qwen2.5-coder" })).toMatch(/no family "qwenn".*"qwen" is used/);
  expect(familyDoubt({ family: "qwenn", model: "in-house" })).toMatch(/only the text before the cursor is sent/);
});

test("a model of which nothing tells the family is told", () => {
  expect(familyDoubt({ family: "auto", model: "in-house" })).toMatch(/does not know .* "in-house" takes/);
});
