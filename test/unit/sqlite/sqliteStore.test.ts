import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ChunkIndex } from "../../../src/core/ask/index/chunkIndex.ts";
import { stem } from "../../../src/core/ask/subWords.ts";
import { openSqliteStore } from "../../../src/sqlite/openSqliteStore.ts";
import type { SqliteStore } from "../../../src/sqlite/sqliteStore.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const stores: SqliteStore[] = [];

beforeAll(async () => {
  folder = await makeTemporaryFolder();
});

afterAll(async () => {
  for (const store of stores) store.close();
  await folder.remove();
});

function open(name: string, version = "1"): SqliteStore {
  const opened = openSqliteStore(join(folder.path, name), version);
  if ("reason" in opened) throw new Error(opened.reason);
  expect(opened.damage).toBeUndefined();
  stores.push(opened.store);
  return opened.store;
}

/** Closes a store and opens it again, as a restart does. */
function restarted(name: string, store: SqliteStore): ChunkIndex {
  store.close();
  stores.splice(stores.indexOf(store), 1);
  return new ChunkIndex(open(name));
}

function pathsWith(index: ChunkIndex, term: string): readonly string[] {
  const { chunks, count } = index.postings(stem(term));
  return [...chunks.subarray(0, count)].flatMap((number) => index.chunk(number)?.file.path ?? []).sort();
}

const file = (path: string, text: string) => ({ uri: `file:///${path}`, path, text, stamp: `1:${text.length}` });
const now = () => Promise.resolve();

test("an index is the same after a restart: files, chunks, postings and stamps", () => {
  const store = open("same.db");
  const index = new ChunkIndex(store);
  index.set(file("a.ts", "const lantern = rope;\n\nfunction rope() {\n  return 1;\n}"));
  index.set(file("b.md", "# Lantern\n\nHow it burns."));
  index.save();
  const again = restarted("same.db", store);
  expect(again).toMatchObject({
    fileCount: 2,
    chunkCount: index.chunkCount,
    textLength: index.textLength,
    meanLength: index.meanLength,
  });
  expect(pathsWith(again, "lantern")).toEqual(["a.ts", "b.md"]);
  expect([...again.stamps()]).toEqual([...index.stamps()]);
  for (let number = 0; number < index.numberLimit; number++) expect(again.chunk(number)).toEqual(index.chunk(number));
});

test("the number of a removed chunk is not given to another one after a restart", () => {
  const store = open("numbers.db");
  const index = new ChunkIndex(store);
  index.set(file("a.ts", "const lantern = 1;"));
  index.set(file("b.ts", "const anchor = 1;"));
  index.save();
  index.delete("file:///b.ts");
  index.save();
  const again = restarted("numbers.db", store);
  again.set(file("c.ts", "const rudder = 1;"));
  expect(pathsWith(again, "anchor")).toEqual([]);
  expect(pathsWith(again, "rudder")).toEqual(["c.ts"]);
});

test("what was not saved is not there after a restart, and nothing else is missing", () => {
  const store = open("unsaved.db");
  const index = new ChunkIndex(store);
  index.set(file("a.ts", "const lantern = 1;"));
  index.save();
  index.set(file("a.ts", "const rudder = 1;"));
  index.set(file("b.ts", "const rudder = 1;"));
  const again = restarted("unsaved.db", store);
  expect(pathsWith(again, "lantern")).toEqual(["a.ts"]);
  expect(pathsWith(again, "rudder")).toEqual([]);
});

test("the same text under a new stamp keeps its chunks and is not read again", () => {
  const store = open("stamps.db");
  const index = new ChunkIndex(store);
  index.set(file("a.ts", "const lantern = 1;"));
  index.save();
  expect(index.set({ ...file("a.ts", "const lantern = 1;"), stamp: "2:18" })).toBeUndefined();
  index.save();
  expect([...restarted("stamps.db", store).stamps()]).toEqual([["file:///a.ts", "2:18"]]);
});

test("many saves are merged into few segments, and files are still found, also after a restart", async () => {
  const store = open("merged.db");
  const index = new ChunkIndex(store);
  for (let round = 0; round < 100; round++) {
    index.set(file(`${round}.ts`, `const common = anchor${round};`));
    if (round % 3 === 0) index.delete(`file:///${round}.ts`);
    index.save();
    await index.merge(now);
  }
  expect(store.lists("common").length).toBeLessThan(16);
  const again = restarted("merged.db", store);
  expect(pathsWith(again, "common")).toHaveLength(66);
  expect(pathsWith(again, "anchor50")).toEqual(["50.ts"]);
  expect(pathsWith(again, "anchor51")).toEqual([]);
});

test("after thousands of changes the database is as large as its files", () => {
  const store = open("churn.db");
  const index = new ChunkIndex(store);
  index.set(file("kept.ts", "const lantern = 1;"));
  for (let round = 0; round < 5_000; round++) {
    index.set(file("changing.ts", `const anchor${round} = 1;`));
    if (round % 50 === 0) index.save();
  }
  index.save();
  const again = restarted("churn.db", store);
  expect(again.numberLimit).toBeLessThan(2_200);
  expect(pathsWith(again, "lantern")).toEqual(["kept.ts"]);
  expect(pathsWith(again, "anchor4999")).toEqual(["changing.ts"]);
});

test("two merges at once leave each posting once", async () => {
  const index = new ChunkIndex(open("twice.db"));
  for (let round = 0; round < 20; round++) {
    index.set(file(`${round}.ts`, `const common = anchor${round};`));
    index.save();
  }
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  await Promise.all([index.merge(pause), index.merge(pause)]);
  expect(pathsWith(index, "common")).toHaveLength(20);
});

test("a merge that is overtaken by a new numbering gives up", async () => {
  const store = open("overtaken.db");
  const index = new ChunkIndex(store);
  for (let round = 0; round < 12; round++) {
    index.set(file(`${round}.ts`, `const common = anchor${round};`));
    index.save();
  }
  await index.merge(() => {
    index.clear();
    return Promise.resolve();
  });
  index.set(file("new.ts", "const common = 1;"));
  index.save();
  expect(pathsWith(restarted("overtaken.db", store), "common")).toEqual(["new.ts"]);
});

test("an indexer that is killed loses what it had not saved, and nothing else", async () => {
  const path = join(folder.path, "killed.db");
  let saved = 0;
  for (let kill = 0; kill < 3; kill++) {
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        new URL("../../support/endlessIndexer.ts", import.meta.url).pathname,
        path,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const wanted = saved + 500 + kill * 7;
    const exited = once(child, "exit");
    for await (const line of createInterface(child.stdout)) {
      saved = Number(line);
      if (saved >= wanted) child.kill("SIGKILL");
    }
    await exited;
    const store = open("killed.db");
    const index = new ChunkIndex(store);
    expect(index.fileCount).toBeGreaterThanOrEqual(saved);
    expect(index.fileCount % 10).toBe(0);
    expect(pathsWith(index, "common")).toHaveLength(index.fileCount);
    expect(pathsWith(index, `anchor${saved - 1}`)).toEqual([`${saved - 1}.ts`]);
    store.close();
    stores.length = 0;
  }
}, 120_000);
