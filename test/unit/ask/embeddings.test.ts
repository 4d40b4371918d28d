import { expect, test } from "vitest";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";
import { MemoryStore } from "../../../src/core/ask/index/memoryStore.ts";
import { VectorTable } from "../../../src/core/ask/vectors/vectorTable.ts";
import { textHash } from "../../../src/core/util/textHash.ts";
import { randomFrom } from "../../support/random.ts";

const pause = () => Promise.resolve();
const space = { model: "tiny", dimensions: 3, version: 1 };
const request = { question: "Where do ships rest?", selection: undefined, earlier: [] };
const boats = { uri: "file:///boats.ts", path: "boats.ts", text: "export function moorBoat() {}" };
const tides = { uri: "file:///tides.ts", path: "tides.ts", text: "export function highWater() {}" };
const hashed = ({ uri, text }: typeof boats, vector: readonly number[]) => ({
  uri,
  hash: textHash(text),
  first: 0,
  vectors: [vector],
});

async function pathsNear(index: ReturnType<typeof createPassageIndex>, vector: readonly number[], in_ = space) {
  const { spans } = await index.find(request, { limit: 8, recentUris: [], meaning: { space: in_, vector } });
  return spans.map(({ path }) => path);
}

test("a question that shares no word with the code finds it by its vector", async () => {
  const index = createPassageIndex(pause);
  await index.set([boats, tides]);
  expect((await index.toEmbed(space, 100)).map(({ uri }) => uri)).toEqual([boats.uri, tides.uri]);
  await index.addVectors(space, [hashed(boats, [1, 0, 0]), hashed(tides, [0, 1, 0])]);
  expect(await index.toEmbed(space, 100)).toEqual([]);
  expect((await pathsNear(index, [0.9, 0.1, 0]))[0]).toBe("boats.ts");
  expect((await pathsNear(index, [0.1, 0.9, 0]))[0]).toBe("tides.ts");
});

test("a file that changed needs a new vector, and vectors of its earlier text are refused", async () => {
  const index = createPassageIndex(pause);
  await index.set([boats]);
  await index.addVectors(space, [hashed(boats, [1, 0, 0])]);
  await index.set([{ ...boats, text: "export function dockShip() {}" }]);
  await index.addVectors(space, [hashed(boats, [1, 0, 0])]);
  expect(await index.toEmbed(space, 100)).toMatchObject([
    { uri: boats.uri, hash: textHash("export function dockShip() {}") },
  ]);
});

test("another model needs all vectors again, and the old ones are deleted once it has them", async () => {
  const store = new MemoryStore();
  const index = createPassageIndex(pause, store);
  await index.set([boats]);
  await index.addVectors(space, [hashed(boats, [1, 0, 0])]);
  const other = { model: "other", dimensions: 2, version: 1 };
  expect(await index.toEmbed(other, 100)).toHaveLength(1);
  expect([...store.vectors("1 3 tiny")]).toHaveLength(1);
  await index.addVectors(other, [hashed(boats, [0, 1])]);
  expect(await index.toEmbed(other, 100)).toEqual([]);
  expect([...store.vectors("1 3 tiny")]).toEqual([]);
  expect(await pathsNear(index, [0, 1], other)).toContain("boats.ts");
});

test("vectors stay with their chunks when these get other numbers", async () => {
  const index = createPassageIndex(pause);
  await index.set([{ ...boats, uri: "file:///first.ts" }, boats, tides]);
  await index.addVectors(space, [hashed(boats, [1, 0, 0]), hashed(tides, [0, 1, 0])]);
  await index.delete(["file:///first.ts"]);
  for (let round = 0; round < 2_100; round++)
    await index.set([{ uri: "x", path: "x.ts", text: `const x = ${round};` }]);
  await index.delete(["x"]);
  await index.save();
  expect(await index.toEmbed(space, 100)).toEqual([]);
  expect((await pathsNear(index, [0.1, 0.9, 0]))[0]).toBe("tides.ts");
});

test("a long file is embedded part by part, and its parts are there after a restart", async () => {
  const store = new MemoryStore();
  const index = createPassageIndex(pause, store);
  const text = Array.from({ length: 40 }, (_, at) => `export function moor${at}() {\n  return ${at};\n}\n`).join("\n");
  const long = { uri: "file:///long.ts", path: "long.ts", text };
  await index.set([long, tides]);
  const [all] = await index.toEmbed(space, 100);
  const count = all?.chunks.length ?? 0;
  expect(count).toBeGreaterThan(4);
  const [part] = await index.toEmbed(space, 2);
  expect(part).toEqual({ ...all, chunks: all?.chunks.slice(0, 2) });
  const hash = textHash(text);
  const add = (first: number, vectors: readonly (readonly number[])[]) =>
    index.addVectors(space, [{ uri: long.uri, hash, first, vectors }]);
  await add(0, [
    [1, 0, 0],
    [0, 0, 1],
  ]);
  await add(3, [[1, 0, 0]]); // After a gap.
  expect(await index.size()).toMatchObject({ embedded: 2 });
  await index.toEmbed({ ...space, model: "other" }, 1); // The vectors are read again from the store.
  const [rest] = await index.toEmbed(space, 100);
  expect(rest).toEqual({ ...all, first: 2, chunks: all?.chunks.slice(2) });
  await add(2, Array<number[]>(count - 2).fill([0, 1, 0]));
  expect((await index.toEmbed(space, 100)).map(({ uri }) => uri)).toEqual([tides.uri]);
  const { spans } = await index.find(request, { limit: 1, recentUris: [], meaning: { space, vector: [0, 0, 1] } });
  expect(spans[0]).toMatchObject({ path: "long.ts" });
});

test("a chunk whose vector is all zeros is embedded once", async () => {
  const index = createPassageIndex(pause);
  await index.set([boats]);
  await index.addVectors(space, [hashed(boats, [0, 0, 0])]);
  expect(await index.toEmbed(space, 100)).toEqual([]);
});

test("among many vectors, the nearest ones are found without comparing all", () => {
  const random = randomFrom(7);
  const vector = () => Float32Array.from({ length: 64 }, () => random.below(2_000) - 1_000);
  const table = new VectorTable(64);
  for (let number = 0; number < 60_000; number++) table.set(number, vector());
  const asked = vector();
  const cosine = table.cosines(asked);
  const likeness = Float32Array.from({ length: 60_000 }, (_, number) => cosine(number));
  const tenth = likeness.toSorted().at(-11) ?? 1;
  const exact = [...likeness.keys()]
    .filter((number) => (likeness[number] ?? 0) >= tenth)
    .sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0));
  const found = table.nearest(asked, 50, (number) => number !== exact[1]);
  expect(found[0]).toBe(exact[0]);
  expect(found).not.toContain(exact[1]);
  expect(exact.filter((number) => found.includes(number)).length).toBeGreaterThanOrEqual(9);
});
