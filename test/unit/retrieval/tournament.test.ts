import fc from "fast-check";
import { expect, it } from "vitest";
import { Tournament } from "../../../src/core/retrieval/choose/tournament.ts";

it("knows the first of the largest values after any changes", () => {
  const value = fc.integer({ min: 0, max: 9 });
  const changes = fc.array(fc.tuple(fc.nat(), value), { maxLength: 50 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), changes, (values, sets) => {
      const tournament = new Tournament(values);
      const now = [...values];
      for (const [at, next] of sets) {
        const place = at % now.length;
        now[place] = next;
        tournament.set(place, next);
        expect(tournament.winner).toBe(now.indexOf(Math.max(...now)));
        expect(tournament.at(place)).toBe(next);
      }
    }),
  );
});

it("has no value to offer when it is empty", () => {
  const empty = new Tournament([]);
  expect(empty.at(empty.winner)).toBe(Number.NEGATIVE_INFINITY);
});
