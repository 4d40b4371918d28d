import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";
import { filesUnder } from "./sampleFiles.ts";

const samples = filesUnder("samples").map(({ uri, path, lines }) => ({ uri, path, text: lines.join("\n") }));
const options = { limit: 5, recentUris: [] };
const request = { question: "How are lost parcels detected?", selection: undefined, earlier: [] };

test("learning twice at once, while files are added and deleted, ends with the same passages", async () => {
  const quiet = createPassageIndex(() => setImmediate());
  await quiet.set(samples);
  await quiet.learn([]);
  const busy = createPassageIndex(() => setImmediate());
  await busy.set(samples.slice(0, -5));
  await Promise.all([busy.learn([]), busy.learn([]), busy.set(samples.slice(-5)), busy.save()]);
  await busy.learn([]);
  const places = async (index: typeof quiet) =>
    (await index.find(request, options)).spans.map(({ path, startLine }) => `${path}:${startLine}`);
  expect((await places(busy))[0]).toBe((await places(quiet))[0]);
});

test("a new numbering of chunks keeps the vectors that were learnt", async () => {
  const index = createPassageIndex(() => setImmediate());
  await index.set(samples);
  await index.learn([]);
  const before = await index.find(request, options);
  for (let round = 0; round < 2_600; round++)
    await index.set([{ uri: "x", path: "x.ts", text: `const x = ${round};` }]);
  await index.delete(["x"]);
  await index.save();
  const after = await index.find(request, options);
  expect(after.spans.map(({ path }) => path)).toEqual(before.spans.map(({ path }) => path));
  expect(after.spans[0]?.score).toBeCloseTo(before.spans[0]?.score ?? 0, 2);
});
