import { expect, test } from "vitest";
import { ChunkIndex } from "../../../src/core/ask/index/chunkIndex.ts";
import { stem } from "../../../src/core/ask/subWords.ts";

function pathsWith(index: ChunkIndex, term: string): readonly string[] {
  const { chunks, count } = index.postings(stem(term));
  return [...chunks.subarray(0, count)].flatMap((number) => index.chunk(number)?.file.path ?? []);
}

const file = (name: string, text: string) => ({ uri: `file:///${name}`, path: name, text });

test("a file that is indexed again takes the place of its earlier version", () => {
  const index = new ChunkIndex();
  index.set(file("a.ts", "const lantern = 1;"));
  index.set(file("b.ts", "const anchor = 1;"));
  index.set(file("a.ts", "const rudder = 1;"));
  expect(pathsWith(index, "lantern")).toEqual([]);
  expect(pathsWith(index, "rudder")).toEqual(["a.ts"]);
  expect(index).toMatchObject({ fileCount: 2, chunkCount: 2, textLength: "const anchor = 1;const rudder = 1;".length });
});

test("a removed file leaves nothing behind", () => {
  const index = new ChunkIndex();
  index.set(file("a.ts", "const lantern = 1;"));
  index.delete("file:///a.ts");
  index.delete("file:///never.ts");
  expect(pathsWith(index, "lantern")).toEqual([]);
  expect(index).toMatchObject({ fileCount: 0, chunkCount: 0, textLength: 0 });
});

test("after thousands of changes the index is as large as its files and finds the same", () => {
  const index = new ChunkIndex();
  index.set(file("kept.ts", "const lantern = 1;"));
  for (let round = 0; round < 5_000; round++) {
    index.set(file("changing.ts", `const anchor${round} = 1;`));
    if (round % 10 === 0) index.save();
  }
  expect(index.numberLimit).toBeLessThan(2_100);
  expect(pathsWith(index, "lantern")).toEqual(["kept.ts"]);
  expect(pathsWith(index, "anchor")).toEqual(["changing.ts"]);
});
