import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeStoredFiles } from "../../../src/node/nodeStoredFiles.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(() => folder.remove());

test("a folder that does not exist yet has no files, and is created with the first", async () => {
  const files = nodeStoredFiles(join(folder.path, "deep", "ask"));
  expect(await files.names()).toEqual([]);
  expect(await files.read("a.json")).toBeUndefined();
  await files.remove("a.json");
  await files.write("a.json", "ä");
  expect(await files.names()).toEqual(["a.json"]);
  expect(await files.read("a.json")).toBe("ä");
});

test("a file is replaced and removed", async () => {
  const files = nodeStoredFiles(folder.path);
  await files.write("a.json", "a longer text");
  await files.write("a.json", "short");
  expect(await files.read("a.json")).toBe("short");
  await files.remove("a.json");
  expect(await files.names()).toEqual([]);
});

test("a write that fails leaves the earlier text", async () => {
  const files = nodeStoredFiles(folder.path);
  await files.write("a.json", "earlier");
  await mkdir(join(folder.path, "a.json.part"));
  await expect(files.write("a.json", "later")).rejects.toThrow();
  expect(await readFile(join(folder.path, "a.json"), "utf8")).toBe("earlier");
  await rm(join(folder.path, "a.json.part"), { recursive: true });
  await writeFile(join(folder.path, "a.json.part"), "cut o"); // As a killed process leaves it.
  await files.write("a.json", "later");
  expect(await files.names()).toEqual(["a.json"]);
  expect(await files.read("a.json")).toBe("later");
});

test("a folder that can't be created is reported", async () => {
  await writeFile(join(folder.path, "file"), "");
  await expect(nodeStoredFiles(join(folder.path, "file", "ask")).write("a.json", "")).rejects.toThrow();
});
