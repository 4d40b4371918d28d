import { expect, test } from "vitest";
import { scoreAnswer } from "../../../src/lab/replay/engineScore.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";

const moment: ReplayCase = {
  id: "1",
  repo: "r",
  lang: "typescript",
  kind: "call",
  pos: "line",
  sample: "natural",
  path: "a.ts",
  languageId: "typescript",
  prefix: "",
  suffix: "",
  targetLine: "open(file, mode);",
  targetBlock: "open(file, mode);\nclose(file);",
  lineIdentifiers: [],
  blockIdentifiers: [],
  recent: [],
};
const answer = (text: string) => ({ text, confidence: 0.5, origin: undefined });

test("the whole rest of the line is exact and useful, whatever its spacing", () => {
  expect(scoreAnswer(moment, answer("open(file,  mode);"))).toMatchObject({ exact: true, useful: true });
});

test("a stop before the end of the line is useful but not exact", () => {
  expect(scoreAnswer(moment, answer("open(file,"))).toMatchObject({ exact: false, useful: true, charactersSaved: 10 });
});

test("one wrong character at the end makes it useless", () => {
  expect(scoreAnswer(moment, answer("open(file, m0"))).toMatchObject({
    exact: false,
    useful: false,
    charactersSaved: 0,
  });
});

test("several lines are scored line by line", () => {
  const score = scoreAnswer(moment, answer("open(file, mode);\nclose(other);"));
  expect(score).toMatchObject({ exact: true, useful: false, blockLines: 2, blockLinesExact: 1 });
});

test("text that is already typed is not part of the answer", () => {
  expect(scoreAnswer(moment, answer("file, mode);"), "open(")).toMatchObject({ exact: true, useful: true });
});

test("no answer is not shown", () => {
  expect(scoreAnswer(moment, undefined).shown).toBe(false);
});
