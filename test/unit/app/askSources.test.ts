import { expect, test } from "vitest";
import { createAskSources } from "../../../src/app/ask/askSources.ts";
import { createReadText } from "../../../src/app/files/readText.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

function sourcesOf(files: MemoryFiles, recent: readonly string[], excluded: readonly string[] = []) {
  const onError = (error: unknown) => expect.fail(String(error));
  const excludes = async (uri: string) => excluded.some((path) => files.uri(path) === uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  return createAskSources({ recentUris: () => recent.map((path) => files.uri(path)), readText, workspace: files });
}

/** Paths with "read" in them promise most. */
const promise = (path: string) => (path.includes("read") ? 1 : 0);

async function pathsOf(sources: ReturnType<typeof sourcesOf>, signal = new AbortController().signal) {
  const found: [string, number | undefined][] = [];
  for await (const { path, recency } of sources(promise, signal)) found.push([path, recency]);
  return found;
}

test("recent files come first, then the workspace, the most promising first; each once", async () => {
  const files = new MemoryFiles({ "src/long.ts": "a", "a.ts": "b", "src/reader.ts": "c", "recent.ts": "d" });
  expect(await pathsOf(sourcesOf(files, ["recent.ts"]))).toEqual([
    ["recent.ts", 0],
    ["src/reader.ts", undefined],
    ["a.ts", undefined],
    ["src/long.ts", undefined],
  ]);
});

test("excluded, secret, binary, large and missing files never come", async () => {
  const files = new MemoryFiles({
    "excluded.ts": "a",
    ".env": "A=1",
    "binary.ts": "\0",
    "picture.png": "x",
    "large.ts": "x".repeat(400_001),
    "kept.ts": "a",
  });
  const found = await pathsOf(sourcesOf(files, ["gone.ts", "excluded.ts"], ["excluded.ts"]));
  expect(found).toEqual([["kept.ts", undefined]]);
  expect(files.reads.map((uri) => files.displayPath(uri)).toSorted()).toEqual(["binary.ts", "kept.ts"]);
});

test("an open file is searched as it is in the editor", async () => {
  const files = new MemoryFiles({ "a.ts": "saved" });
  files.openDocument(files.uri("a.ts"), "first\nsecond");
  for await (const { lines } of sourcesOf(files, [])(promise, new AbortController().signal))
    expect(lines).toEqual(["first", "second"]);
});

test("nothing comes after an abort", async () => {
  const files = new MemoryFiles({ "a.ts": "a", "b.ts": "b" });
  const controller = new AbortController();
  const found: string[] = [];
  for await (const { path } of sourcesOf(files, [])(promise, controller.signal)) {
    found.push(path);
    controller.abort();
  }
  expect(found).toHaveLength(1);
});
