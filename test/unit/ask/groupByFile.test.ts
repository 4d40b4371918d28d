import { expect, test } from "vitest";
import type { Passage } from "../../../src/core/ask/askFiles.ts";
import { groupByFile } from "../../../src/core/ask/groupByFile.ts";

const passage = (uri: string, startLine: number): Passage => ({
  uri,
  path: uri,
  startLine,
  endLine: startLine + 1,
  focusLine: startLine,
  text: "x",
  score: 1,
  words: [],
});

test("files come by their best passage, and the best passage comes first in its file", () => {
  const ranked = [passage("b", 50), passage("a", 1), passage("b", 90), passage("b", 10)];
  expect(groupByFile(ranked).map(({ uri, startLine }) => `${uri}:${startLine}`)).toEqual([
    "b:50",
    "b:10",
    "b:90",
    "a:1",
  ]);
});
