import { expect, test } from "vitest";
import { fitForests } from "../../../src/lab/fit/fitForests.ts";
import { forestTable } from "../../../src/lab/fit/forestTable.ts";
import { growTrees } from "../../../src/lab/fit/growTrees.ts";
import { createRandom } from "../../../src/lab/fit/random.ts";

const options = { trees: 4, rate: 0.3, leaves: 4, minCurvature: 0.5, ridge: 1, rowShare: 0.8, featureShare: 1 };
const count = 200;
const random = createRandom(5);
const value = Float32Array.from({ length: count }, () => random());
/** One candidate per cursor, right where its value is high. */
const table = {
  features: ["value", "noise"],
  columns: [value, Float32Array.from({ length: count }, () => random())],
  starts: Int32Array.from({ length: count + 1 }, (_, at) => at),
  right: Uint8Array.from(value, (each) => Number(each > 0.6)),
  weights: new Float32Array(count).fill(1),
};
const halves = [0, 1].map((half) => Array.from({ length: count / 2 }, (_, at) => 2 * at + half));

test("forests of threads are those of one thread, in the order they were asked for", async () => {
  const started: string[] = [];
  const orders = halves.map((groups, at) => ({ name: `half ${at}`, groups, options, seed: at + 1 }));
  const fitted = await fitForests(table, orders, (name) => started.push(name));
  expect(started).toEqual(["half 0", "half 1"]);
  const alone = orders.map(({ groups, seed }) =>
    forestTable(growTrees(table, groups, options, createRandom(seed)), table.features, options.rate),
  );
  expect(fitted).toEqual(alone);
  expect(fitted[0]).not.toEqual(fitted[1]);
});

test("a thread that fails is told", async () => {
  const order = { name: "broken", groups: [0], options: undefined as never, seed: 1 };
  await expect(fitForests(table, [order], () => undefined)).rejects.toThrow("undefined");
});
