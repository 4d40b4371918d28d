import { expect, test } from "vitest";
import { familyDoubt } from "../../../src/core/prompt/familyDoubt.ts";

test("there is no warning for a known model or a known family", () => {
  expect(familyDoubt({ family: "auto", model: "qwen2.5-coder:1.5b" })).toBeUndefined();
  expect(familyDoubt({ family: "starcoder2", model: "in-house" })).toBeUndefined();
});

test("an unknown family is reported, with what is used instead", () => {
  expect(familyDoubt({ family: "qwenn", model: "qwen2.5-coder" })).toMatch(/no family "qwenn".*"qwen" is used/);
  expect(familyDoubt({ family: "qwenn", model: "in-house" })).toMatch(/only the text before the cursor is sent/);
});

test("a model without an inferable family is reported", () => {
  expect(familyDoubt({ family: "auto", model: "in-house" })).toMatch(/does not know .* "in-house" takes/);
});
