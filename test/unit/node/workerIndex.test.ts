import { closeSync, openSync, writeSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import type { IndexNotice } from "../../../src/app/ask/indexMessages.ts";
import { WorkerIndex } from "../../../src/node/workerIndex.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

const request = { question: "Where are boats moored?", selection: undefined, earlier: [] };
const options = { limit: 8, recentUris: [] };
const boats = { uri: "file:///boats.ts", path: "boats.ts", text: "export function moorBoat() {}", stamp: "1:29" };
const open: WorkerIndex[] = [];
const lost: Error[] = [];
const notices: IndexNotice[] = [];
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
});

afterAll(() => folder.remove());

interface Started {
  readonly entry?: string;
  readonly file?: string;
  readonly spares?: readonly string[];
  readonly version?: string;
}

function start({
  entry = "src/vscode/onNode/indexWorker.ts",
  file,
  spares = [],
  version = "1",
}: Started = {}): WorkerIndex {
  const index = new WorkerIndex({
    entry: inProject(entry),
    data: {
      file: file === undefined ? undefined : join(folder.path, file),
      spares: spares.map((spare) => join(folder.path, spare)),
      version,
    },
    onLost: (error) => lost.push(error),
    onNotice: (notice) => notices.push(notice),
  });
  open.push(index);
  return index;
}

async function kept(file: string): Promise<void> {
  const index = start({ file });
  await index.set([boats]);
  await index.save();
  await index.close();
}

afterEach(async () => {
  for (const index of open.splice(0)) await index.close();
  lost.length = 0;
  notices.length = 0;
});

test("the thread indexes, learns, finds and forgets", async () => {
  const index = start();
  await index.set([boats]);
  await index.learn([{ subject: "Moor boats", body: "", paths: ["boats.ts"] }]);
  expect(await index.find(request, options)).toMatchObject({
    fileCount: 1,
    spans: [{ path: "boats.ts", startLine: 0, endLine: 1 }],
  });
  expect(await index.size()).toMatchObject({ files: 1, chunks: 1, textLength: boats.text.length, diskBytes: 0 });
  await index.delete([boats.uri]);
  expect(await index.find(request, options)).toMatchObject({ fileCount: 0, spans: [] });
  await index.set([boats]);
  await index.clear();
  expect(await index.find(request, options)).toMatchObject({ fileCount: 0, spans: [] });
});

test("what was saved is there in the next thread, with the stamps of the files", async () => {
  await kept("saved.db");
  const index = start({ file: "saved.db" });
  expect(await index.known()).toEqual([[boats.uri, boats.stamp]]);
  expect(await index.find(request, options)).toMatchObject({ spans: [{ path: "boats.ts" }] });
  expect((await index.size()).diskBytes).toBeGreaterThan(0);
  expect(notices).toEqual([]);
});

test("another version of Hunch starts with an empty index", async () => {
  await kept("version.db");
  expect(await start({ file: "version.db", version: "2" }).known()).toEqual([]);
  expect(notices).toEqual([]);
});

test("a damaged file is replaced by an empty index, and reported once", async () => {
  await kept("damaged.db");
  await writeFile(join(folder.path, "damaged.db"), "This is no database, whatever its name says. ".repeat(200));
  const index = start({ file: "damaged.db" });
  expect(await index.known()).toEqual([]);
  await index.set([boats]);
  await index.save();
  expect(await index.find(request, options)).toMatchObject({ spans: [{ path: "boats.ts" }] });
  expect(notices).toMatchObject([{ notice: "damaged" }]);
});

test("pages that were overwritten are found before they are used", async () => {
  const index = start({ file: "pages.db" });
  const many = Array.from({ length: 300 }, (_, i) => ({
    ...boats,
    uri: `file:///${i}.ts`,
    path: `boat${i}.ts`,
    text: `const moored${i} = boat(${i});`,
  }));
  await index.set(many);
  await index.save();
  await index.close();
  const file = join(folder.path, "pages.db");
  const { size } = await stat(file);
  const descriptor = openSync(file, "r+");
  for (let at = 8_192; at < size; at += 4_096) writeSync(descriptor, Buffer.alloc(2_000, 7), 0, 2_000, at);
  closeSync(descriptor);
  expect(await start({ file: "pages.db" }).known()).toEqual([]);
  expect(notices).toMatchObject([{ notice: "damaged" }]);
});

test("a second window on the same folder keeps its index in memory", async () => {
  await kept("shared.db");
  const first = start({ file: "shared.db" });
  expect(await first.known()).toHaveLength(1);
  const second = start({ file: "shared.db" });
  await second.set([boats]);
  expect(await second.find(request, options)).toMatchObject({ spans: [{ path: "boats.ts" }] });
  expect(notices).toMatchObject([{ notice: "inMemory" }]);
});

test("while a database is open elsewhere, the next one is used, and is there again later", async () => {
  const place = { file: "busy.db", spares: ["busy-2.db", "busy-3.db"] };
  const first = start(place);
  expect(await first.known()).toEqual([]);
  const second = start(place);
  await second.set([boats]);
  await second.save();
  await second.close();
  expect(await start(place).known()).toEqual([[boats.uri, boats.stamp]]);
  expect(await start(place).known()).toEqual([]); // The third.
  expect(notices).toEqual([]);
});

test("a folder that can't be written keeps the index in memory", async () => {
  await writeFile(join(folder.path, "a-file"), "");
  const index = start({ file: "a-file/index.db" });
  await index.set([boats]);
  expect(await index.find(request, options)).toMatchObject({ spans: [{ path: "boats.ts" }] });
  expect(notices).toMatchObject([{ notice: "inMemory" }]);
});

test("a thread that can't run is reported once, and what waits for it fails", async () => {
  const index = start({ entry: "src/vscode/ask/missing.ts" });
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
