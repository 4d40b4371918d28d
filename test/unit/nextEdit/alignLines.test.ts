import fc from "fast-check";
import { expect, test } from "vitest";
import { alignLines } from "../../../src/core/nextEdit/alignLines.ts";
import { diffTokens } from "../../../src/core/nextEdit/diffTokens.ts";
import { tokenise } from "../../../src/core/nextEdit/tokenise.ts";

const line = fc
  .array(fc.constantFrom("foo", "bar", "(", ")", "=", "1"), { maxLength: 5 })
  .map((parts) => parts.join(" "));
const lines = fc.array(line, { maxLength: 6 });

test("pieces applied to the old lines give the new ones", () => {
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const applied = [...old];
      for (const piece of alignLines(old, now).toReversed())
        applied.splice(piece.oldStart, piece.oldEnd - piece.oldStart, ...now.slice(piece.newStart, piece.newEnd));
      expect(applied).toEqual(now);
    }),
  );
});

test("similar lines form pairs, others a run of their own", () => {
  const pieces = alignLines(["call(a)", "other = 1"], ["call(a, b)", "", "other = 1"]);
  expect(pieces).toEqual([
    { oldStart: 0, oldEnd: 1, newStart: 0, newEnd: 1 },
    { oldStart: 1, oldEnd: 1, newStart: 1, newEnd: 2 },
  ]);
});

test("token changes applied to the old tokens give the new ones", () => {
  fc.assert(
    fc.property(line, line, (old, now) => {
      const after = tokenise(now).map((token) => token.text);
      const applied = tokenise(old).map((token) => token.text);
      for (const change of diffTokens(tokenise(old), tokenise(now)).toReversed())
        applied.splice(
          change.oldStart,
          change.oldEnd - change.oldStart,
          ...after.slice(change.newStart, change.newEnd),
        );
      expect(applied).toEqual(after);
    }),
  );
});

test("words are kept rather than punctuation", () => {
  const changes = diffTokens(tokenise("f(a)"), tokenise("f(x, a)"));
  expect(changes).toEqual([{ oldStart: 2, oldEnd: 2, newStart: 2, newEnd: 4 }]);
});
