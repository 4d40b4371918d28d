import { readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteOldIndexes, indexPlace } from "../../../src/mcp/indexPlace.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 0, 100);
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(() => folder.remove());

async function written(name: string, daysAgo: number): Promise<void> {
  const path = join(folder.path, name);
  await writeFile(path, "");
  await utimes(path, (now - daysAgo * day) / 1000, (now - daysAgo * day) / 1000);
}

test("each folder has places of its own, which are always the same, where nobody else may look", async () => {
  const state = join(folder.path, "state", "mcp-indexes");
  const one = await indexPlace(state, "/code/one");
  const two = await indexPlace(state, "/code/two");
  expect(await indexPlace(state, "/code/one")).toEqual(one);
  const files = [one, two].flatMap(({ file, spares = [] }) => [file, ...spares]);
  expect(new Set(files).size).toBe(8);
  if (process.platform !== "win32") expect((await stat(state)).mode & 0o077).toBe(0);
});

test("indexes that were not written for 60 days are deleted as a whole, and nothing else is", async () => {
  await written("0123456789abcdef.db", 61);
  await written("0123456789abcdef.db-wal", 61);
  await written("0123456789abcdef-2.db", 59);
  await written("fedcba9876543210.db", 90);
  await written("fedcba9876543210.db-wal", 1); // In use: the database is written when this file is full.
  await written("notes.db", 90);
  await deleteOldIndexes(folder.path, now);
  const left = ["0123456789abcdef-2.db", "fedcba9876543210.db", "fedcba9876543210.db-wal", "notes.db"];
  expect((await readdir(folder.path)).toSorted()).toEqual(left);
});
