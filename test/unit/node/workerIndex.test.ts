import { afterEach, expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { WorkerIndex } from "../../../src/node/workerIndex.ts";

const request = { question: "Where are boats moored?", selection: undefined, earlier: [] };
const options = { limit: 8, recentUris: [] };
const boats = { uri: "file:///boats.ts", path: "boats.ts", text: "export function moorBoat() {}" };
const open: WorkerIndex[] = [];
const lost: Error[] = [];

function start(entry = inProject("src/vscode/ask/indexWorker.ts")): WorkerIndex {
  const index = new WorkerIndex({ entry, onLost: (error) => lost.push(error) });
  open.push(index);
  return index;
}

afterEach(() => {
  for (const index of open.splice(0)) index.dispose();
  lost.length = 0;
});

test("the thread indexes, learns, finds and forgets", async () => {
  const index = start();
  await index.set([boats]);
  await index.learn([{ subject: "Moor boats", body: "", paths: ["boats.ts"] }]);
  expect(await index.find(request, options)).toMatchObject({
    fileCount: 1,
    passages: [{ path: "boats.ts", focusLine: 0 }],
  });
  await index.delete([boats.uri]);
  expect(await index.find(request, options)).toMatchObject({ fileCount: 0, passages: [] });
  await index.set([boats]);
  await index.clear();
  expect(await index.find(request, options)).toMatchObject({ fileCount: 0, passages: [] });
});

test("a thread that can't run is reported once, and what waits for it fails", async () => {
  const index = start(inProject("src/vscode/ask/missing.ts"));
  const results = await Promise.allSettled([index.set([boats]), index.find(request, options)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(lost).toHaveLength(1);
});

test("closing the index ends what waits for it, and nothing is lost", async () => {
  const index = start();
  const waiting = index.set([boats]);
  index.dispose();
  await expect(waiting).rejects.toThrow("closed");
  expect(lost).toEqual([]);
});
