import { expect, test } from "vitest";
import { TokenSet } from "../../../src/core/engine/learn/tokenSet.ts";

test("a set of tokens holds what it was made of, and nothing newer", () => {
  const tokens = [4, 31, 32, 63, 64];
  const set = new TokenSet(Int32Array.from([...tokens, 4]), 65);
  const held = Array.from({ length: 200 }, (_, token) => token).filter((token) => set.has(token));
  expect(held).toEqual(tokens);
});
