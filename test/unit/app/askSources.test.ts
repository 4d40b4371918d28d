import { expect, test } from "vitest";
import { createAskSources, isAskedAbout } from "../../../src/app/ask/askSources.ts";
import { createReadStamp } from "../../../src/app/files/readStamp.ts";
import { createReadText } from "../../../src/app/files/readText.ts";
import { walkFolders } from "../../../src/app/files/walkFolders.ts";
import type { Files, Workspace } from "../../../src/app/ports.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

function sourcesOf(
  files: MemoryFiles,
  recent: readonly string[],
  excluded: readonly string[] = [],
  workspace: Workspace = files,
) {
  const onError = (error: unknown) => expect.fail(String(error));
  const excludes = async (uri: string) => excluded.some((path) => files.uri(path) === uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  const readStamp = createReadStamp({ files, documents: files, excludes, onError });
  return createAskSources({
    recentUris: () => recent.map((path) => files.uri(path)),
    readText,
    readStamp,
    workspace,
  });
}

test("recent files come first, then the workspace in order of paths; each once, no binary or data", async () => {
  const files = new MemoryFiles({
    "src/b.ts": "a",
    "a.ts": "b",
    "recent.ts": "d",
    "picture.png": "x",
    "yarn.lock": "x",
  });
  const listed = await sourcesOf(files, ["recent.ts"]).list();
  expect(listed.map((uri) => files.displayPath(uri))).toEqual(["recent.ts", "a.ts", "src/b.ts"]);
});

test("excluded, secret, binary, large and missing files are never read", async () => {
  const files = new MemoryFiles({
    "excluded.ts": "a",
    ".env": "A=1",
    "binary.ts": "\0",
    "large.ts": "x".repeat(400_001),
    "kept.ts": "a",
  });
  const sources = sourcesOf(files, [], ["excluded.ts"]);
  for (const path of ["excluded.ts", ".env", "binary.ts", "large.ts", "gone.ts"])
    expect(await sources.read(files.uri(path)), path).toBeUndefined();
  expect(await sources.read(files.uri("kept.ts"))).toEqual({
    uri: files.uri("kept.ts"),
    path: "kept.ts",
    text: "a",
    stamp: "0:1",
  });
});

test("an open file is searched as it is in the editor", async () => {
  const files = new MemoryFiles({ "a.ts": "saved" });
  files.openDocument(files.uri("a.ts"), "first\nsecond");
  expect((await sourcesOf(files, []).read(files.uri("a.ts")))?.text).toBe("first\nsecond");
});

test("an open file that is too large to be searched when closed is not searched either", async () => {
  const files = new MemoryFiles({ "data.json": "saved", "a.ts": "saved" });
  files.openDocument(files.uri("data.json"), "x".repeat(400_001));
  expect(await sourcesOf(files, []).read(files.uri("data.json"))).toBeUndefined();
});

test.each([
  ["file:///build/w/src/a.ts", "src/a.ts", true],
  ["file:///w/dist/a.ts", "dist/a.ts", false],
  ["file:///w/node_modules/x/a.ts", "node_modules/x/a.ts", false],
  ["file:///w/distance/a.ts", "distance/a.ts", true],
  ["file:///w/a.png", "a.png", false],
  ["git:/w/src/a.ts", "src/a.ts", false],
])("whether a change of %s, in its folder %s, concerns Ask: %s", (uri, path, expected) => {
  expect(isAskedAbout(uri, path)).toBe(expected);
});

test("a large tree is read only as far as the index can hold files, from the top; data does not count", async () => {
  const reads: string[] = [];
  // 4,369 folders of ten files and a picture each, sixteen in each folder above the last level.
  const list = async (folder: string): ReturnType<Files["list"]> => {
    reads.push(folder);
    const files = Array.from({ length: 10 }, (_, at) => [`${at}.ts`, "file"] as const);
    const depth = folder.split("/").length - "memory://w".split("/").length;
    const folders = Array.from({ length: depth < 3 ? 16 : 0 }, (_, at) => [`f${at}`, "folder"] as const);
    return [...folders, ["picture.png", "file"], ...files];
  };
  const files = new MemoryFiles({}, "memory://w");
  const workspace: Workspace = {
    ...files,
    find: (include, exclude, limit, isWanted) =>
      walkFolders({ folders: ["memory://w"], include, exclude, limit, isWanted }, { list }),
  };
  const { list: listSources } = sourcesOf(files, ["recent.ts"], [], workspace);
  expect(await listSources()).toHaveLength(43_691);
  expect(reads).toHaveLength(4_369);
  reads.length = 0;
  const listed = await listSources(5_001);
  expect(listed).toHaveLength(5_002);
  expect(listed[0]).toBe(files.uri("recent.ts"));
  expect(listed).toContain("memory://w/f15/f15/9.ts");
  expect(reads).toHaveLength(501);
});
