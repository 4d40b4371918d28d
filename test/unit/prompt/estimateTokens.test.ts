import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "../../../src/core/prompt/estimateTokens.ts";

test.each([
  ["", 0],
  ["const total = items;", 5],
  ["1234567", 3],
  ["a\n    b\n\nc", 6],
  ["größe // 日本", 3],
])("%j has an estimate of %i tokens", (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});

test("what is counted character by character is what the pattern says", () => {
  const pattern = /\p{L}+|\p{N}{1,3}|[^\s\p{L}\p{N}]+|\n[^\S\n]*/gu;
  const text = fc.string({ unit: fc.constantFrom(..."ab19 .;(\t\n\r\fé²"), maxLength: 60 });
  fc.assert(
    fc.property(text, (each) => {
      expect(estimateTokens(each)).toBe(each.match(pattern)?.length ?? 0);
    }),
  );
});
