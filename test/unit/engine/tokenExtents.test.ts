import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findTokenExtents } from "../../../src/core/engine/learn/tokenExtents.ts";

test("of every token the first and the last place is known, and of no other any", () => {
  void fc.assert(
    fc.property(fc.array(fc.nat(20)), (drawn) => {
      const tokens = Int32Array.from(drawn);
      const { first, last } = findTokenExtents(tokens, 24);
      for (let token = 0; token < 24; token++) {
        expect(first[token]).toBe(tokens.indexOf(token));
        expect(last[token]).toBe(tokens.lastIndexOf(token));
      }
    }),
  );
});
