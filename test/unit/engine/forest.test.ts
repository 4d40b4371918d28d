import fc from "fast-check";
import { expect, test } from "vitest";
import { Forest } from "../../../src/core/engine/score/forest.ts";
import { lineForest } from "../../../src/core/engine/score/generated/lineForest.ts";
import { stopForest } from "../../../src/core/engine/score/generated/stopForest.ts";

test("a forest adds its bias and one leaf of each tree", () => {
  const forest = new Forest({
    features: ["a", "b"],
    bias: 1,
    nodes: [0, 0.5, -1, 10, 1, 3, -1, 20, -1, 30, -1, 0.25],
  });
  expect(forest.score({ a: 0.5, b: 9 })).toBe(11.25);
  expect(forest.score({ a: 0.6, b: 3 })).toBe(21.25);
  expect(forest.score({ a: 1, b: 4 })).toBe(31.25);
  expect(forest.score({})).toBe(11.25);
});

/** A tree as it is shipped, and the leaf that a row reaches in it. */
interface Tree {
  readonly nodes: readonly number[];
  readonly leaves: number;
  readonly leafOf: (row: readonly number[]) => number;
}

const leaf = fc
  .integer({ min: -8, max: 8 })
  .map((value): Tree => ({ nodes: [-1, value], leaves: 1, leafOf: () => value }));
/** Few values, so that limits and values are often equal. */
const value = fc.integer({ min: -2, max: 3 });
const { tree } = fc.letrec<{ tree: Tree; branch: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthSize: "large" }, leaf, tie("branch")),
  branch: fc.tuple(fc.nat({ max: 2 }), value, tie("tree"), tie("tree")).map(
    ([feature, limit, low, high]): Tree => ({
      nodes: [feature, limit, ...low.nodes, ...high.nodes],
      leaves: low.leaves + high.leaves,
      leafOf: (row) => ((row[feature] ?? 0) <= limit ? low : high).leafOf(row),
    }),
  ),
}));

test("every row gets the leaf that walking down each tree would reach", () => {
  const rows = fc.array(fc.tuple(value, value, value), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 6 }), rows, (trees, seen) => {
      const forest = new Forest({ features: ["a", "b", "c"], bias: 0, nodes: trees.flatMap(({ nodes }) => nodes) });
      for (const row of seen) {
        const sum = trees.reduce((total, { leafOf }) => total + leafOf(row), 0);
        expect(forest.scoreRow(Float32Array.from(row))).toBe(sum);
      }
    }),
  );
});

test("a tree may have 32 leaves, and no more", () => {
  const chain = (leaves: number): number[] => (leaves === 1 ? [-1, 1] : [0, leaves, -1, leaves, ...chain(leaves - 1)]);
  const forestOf = (nodes: readonly number[]) => new Forest({ features: ["a"], bias: 0, nodes });
  expect(forestOf(chain(32)).score({ a: 32 })).toBe(32);
  expect(forestOf(chain(32)).score({ a: 99 })).toBe(1);
  expect(forestOf([0, 5, ...chain(31), -1, 7]).score({ a: 6 })).toBe(7);
  expect(() => forestOf(chain(33)).score({ a: 1 })).toThrow("A tree has more than 32 leaves.");
});

test("the shipped tables are small", () => {
  const bytes = JSON.stringify(lineForest).length + JSON.stringify(stopForest).length;
  expect(bytes).toBeLessThanOrEqual(200_000);
  expect(bytes).toBeGreaterThan(10_000);
});
