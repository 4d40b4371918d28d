import { expect, test } from "vitest";
import type { Passage } from "../../../src/core/ask/askFiles.ts";
import { fusePassages } from "../../../src/core/ask/fusePassages.ts";

const passage = (path: string, startLine = 0, endLine = startLine + 10): Passage => ({
  uri: `file:///${path}`,
  path,
  startLine,
  endLine,
  focusLine: startLine,
  text: "",
  score: 1,
  words: [],
});
const namesOf = (passages: readonly Passage[]) =>
  passages.map(({ path, startLine }) => `${path} ${startLine}`).join(", ");

test("what both lists have comes first, then each in its order", () => {
  const one = [passage("a"), passage("b"), passage("c")];
  const other = [passage("d"), passage("c"), passage("e")];
  expect(namesOf(fusePassages(one, other, 8))).toBe("c 0, a 0, d 0, b 0, e 0");
  expect(namesOf(fusePassages(one, other, 2))).toBe("c 0, a 0");
  expect(fusePassages(one, [], 8)).toEqual(one);
});

test("of two passages that overlap, the better one stays", () => {
  const one = [passage("a", 0, 20), passage("b")];
  const other = [passage("c"), passage("a", 10, 30), passage("a", 20, 30)];
  expect(namesOf(fusePassages(one, other, 8))).toBe("a 0, c 0, b 0, a 20");
});
