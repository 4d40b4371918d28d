import { expect, test } from "vitest";
import type { LabelledQuestion } from "../../../src/lab/bench/ask/questionSet.ts";
import { type Ranked, searchFigures } from "../../../src/lab/bench/ask/searchFigures.ts";

const question: LabelledQuestion = {
  id: "a-1",
  repo: "a/a",
  lang: "en",
  kind: "how",
  question: "?",
  answerable: true,
  sharesWords: false,
  answers: [
    { path: "a.ts", startLine: 1, endLine: 8 },
    { path: "b.ts", startLine: 1, endLine: 100 },
  ],
  alsoFine: [],
};
const none: LabelledQuestion = { ...question, id: "a-2", kind: "none", answerable: false, answers: [] };
const row = (asked: LabelledQuestion, confidence: number, ...passages: Ranked["ranking"]["passages"]): Ranked => ({
  question: asked,
  ranking: { passages, confidence },
  ms: 1,
});

test("a passage shows a range by half of its lines or ten of them, and within its first sixty lines", () => {
  const short = row(question, 1, { path: "a.ts", startLine: 5, endLine: 20 });
  const tooLittle = row(
    question,
    1,
    { path: "a.ts", startLine: 6, endLine: 20 },
    { path: "b.ts", startLine: 91, endLine: 140 },
  );
  const tooLate = row(
    question,
    1,
    { path: "a.ts", startLine: 1, endLine: 0 },
    { path: "c.ts", startLine: 1, endLine: 200 },
  );
  expect(searchFigures([short])).toMatchObject({ hit1: 1, hit5: 1, mrr: 1, recall5: 0.5, otherWords: 1 });
  expect(searchFigures([tooLittle])).toMatchObject({ hit1: 0, hit5: 1, mrr: 0.5, recall5: 0.5 });
  expect(searchFigures([tooLate])).toMatchObject({ hit5: 0, mrr: 0, recall5: 0 });
});

test("separation is the chance that an answerable question is held for surer", () => {
  expect(searchFigures([row(question, 2), row(none, 1)]).separation).toBe(1);
  expect(searchFigures([row(question, 1), row(none, 2)]).separation).toBe(0);
  expect(searchFigures([row(question, 1), row(none, 1)]).separation).toBe(0.5);
});
