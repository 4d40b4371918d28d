import { expect, test } from "vitest";
import { createReadStamp } from "../../../src/app/files/readStamp.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

function stampsOf(files: MemoryFiles, excluded: readonly string[] = []) {
  const errors: unknown[] = [];
  const readStamp = createReadStamp({
    files,
    documents: files,
    excludes: async (uri) => excluded.some((path) => files.uri(path) === uri),
    onError: (_, error) => errors.push(error),
  });
  return { stamp: (path: string) => readStamp(files.uri(path)), errors };
}

test("the stamp of a file changes with its time and its size, and nothing is read", async () => {
  const files = new MemoryFiles({ "a.ts": "one" });
  const { stamp } = stampsOf(files);
  const first = await stamp("a.ts");
  expect(await stamp("a.ts")).toBe(first);
  files.times.set(files.uri("a.ts"), 5);
  const second = await stamp("a.ts");
  files.contents.set(files.uri("a.ts"), "three");
  expect(new Set([first, second, await stamp("a.ts")]).size).toBe(3);
  expect(files.reads).toEqual([]);
});

test("only the text of an open file tells whether it changed", async () => {
  const files = new MemoryFiles({ "a.ts": "one" });
  files.openDocument(files.uri("a.ts"), "two");
  expect(await stampsOf(files).stamp("a.ts")).toBe("");
});

test("missing, excluded and secret files and folders have no stamp", async () => {
  const files = new MemoryFiles({ "src/excluded.ts": "a", ".env": "A=1" });
  const { stamp } = stampsOf(files, ["src/excluded.ts"]);
  for (const path of ["gone.ts", "src/excluded.ts", ".env", "src"]) expect(await stamp(path), path).toBeUndefined();
});

test("an error of the file system is reported, and the file has no stamp", async () => {
  const files = new MemoryFiles({ "a.ts": "a" });
  files.stat = () => Promise.reject(new Error("no permission"));
  const { stamp, errors } = stampsOf(files);
  expect(await stamp("a.ts")).toBeUndefined();
  expect(errors.map(String)).toEqual(["Error: no permission"]);
});
