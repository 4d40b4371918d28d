import { expect, test } from "vitest";
import { Forest } from "../../../src/core/engine/score/forest.ts";
import { forestTable } from "../../../src/lab/fit/forestTable.ts";
import { leafValue } from "../../../src/lab/fit/growTree.ts";
import { type GrowOptions, growTrees, type Table } from "../../../src/lab/fit/growTrees.ts";
import { createRandom } from "../../../src/lab/fit/random.ts";

const options: GrowOptions = {
  trees: 60, rate: 0.2, leaves: 6, minCurvature: 0.1, ridge: 1, rowShare: 0.8, featureShare: 1,
}; // biome-ignore format: a row

/** Two candidates per cursor; the first is right exactly if one but not both of its features is high. */
function exclusiveTable(cursors: number): Table {
  const random = createRandom(5);
  const a = Float32Array.from({ length: cursors * 2 }, random);
  const b = Float32Array.from({ length: cursors * 2 }, random);
  const right = Uint8Array.from(a, (value, row) => (row % 2 === 0 && value > 0.5 !== (b[row] ?? 0) > 0.5 ? 1 : 0));
  const first = Float32Array.from(a, (_, row) => (row % 2 === 0 ? 1 : 0));
  return {
    features: ["a", "b", "first"],
    columns: [a, b, first],
    starts: Int32Array.from({ length: cursors + 1 }, (_, at) => at * 2),
    right,
    weights: new Float32Array(cursors).fill(1),
  };
}

const table = exclusiveTable(600);
const cursors = Array.from({ length: 600 }, (_, at) => at);
const fit = (seed: number) =>
  forestTable(growTrees(table, cursors, options, createRandom(seed)), table.features, options.rate);

test("trees learn what no single feature shows", () => {
  const forest = new Forest(fit(1));
  const scoreOf = (a: number, b: number) => forest.score({ a, b, first: 1 });
  expect(Math.min(scoreOf(0.9, 0.1), scoreOf(0.1, 0.9))).toBeGreaterThan(1);
  expect(Math.max(scoreOf(0.1, 0.1), scoreOf(0.9, 0.9))).toBeLessThan(-1);
  expect(forest.score({ a: 0.9, b: 0.1, first: 0 })).toBeLessThan(-1);
});

test("the shipped form scores like the grown trees", () => {
  const grown = growTrees(table, cursors, options, createRandom(1));
  const forest = new Forest(forestTable(grown, table.features, options.rate));
  for (let row = 0; row < 40; row++) {
    const sum = grown.trees.reduce(
      (total, tree) => total + options.rate * leafValue(tree, grown.bins, row),
      grown.bias,
    );
    const described = Object.fromEntries(table.features.map((name, at) => [name, table.columns[at]?.[row] ?? 0]));
    expect(forest.score(described)).toBeCloseTo(sum, 1);
  }
});

test("the same seed gives the same table, another seed another one", () => {
  expect(fit(3)).toEqual(fit(3));
  expect(fit(3)).not.toEqual(fit(4));
});
