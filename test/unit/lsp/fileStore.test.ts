import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileStore } from "../../../src/lsp/files/fileStore.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

test("values survive a restart, in a file for the user alone, and two servers share it", async () => {
  const { path, remove } = await makeTemporaryFolder();
  const file = join(path, "state", "store.json");
  const onError = () => expect.unreachable();
  const [first, second] = [createFileStore(file, onError), createFileStore(file, onError)];
  await Promise.all([first.set("a", 1), first.set("b", 2)]);
  await second.set("c", 3);
  expect([first.get("a"), second.get("c")]).toEqual([1, 3]);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ a: 1, b: 2, c: 3 });
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  void second.set("a", undefined);
  await second.settled();
  expect(createFileStore(file, onError).get("a")).toBeUndefined();
  await remove();
});

test("a damaged file counts as empty and is reported", async () => {
  const { path, remove } = await makeTemporaryFolder();
  const file = join(path, "store.json");
  for (const text of ["{", "[]", "5", ""]) {
    writeFileSync(file, text);
    const errors: unknown[] = [];
    const store = createFileStore(file, (error) => errors.push(error));
    expect(store.get("a")).toBeUndefined();
    expect(errors.length).toBe(text === "{" || text === "" ? 1 : 0);
    await store.set("a", 1);
    expect(createFileStore(file, () => expect.unreachable()).get("a")).toBe(1);
  }
  await remove();
});
