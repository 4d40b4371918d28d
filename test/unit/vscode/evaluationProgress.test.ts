import { expect, test } from "vitest";
import { english } from "../../../src/core/types/translate.ts";
import { describeProgress } from "../../../src/vscode/onNode/evaluationProgress.ts";

test("each step is numbered; an estimate appears once the step has settled", () => {
  const describe = describeProgress(english);
  const at = (seconds: number, part: string, done: number, total: number) =>
    describe({ kind: "progress", part, done, total }, seconds * 1_000);
  expect(at(0, "history", 0, 200)).toBe("step 1 of 6, reading the history: 0 of 200");
  expect(at(2, "history", 100, 200)).toBe("step 1 of 6, reading the history: 100 of 200");
  expect(at(4, "history", 100, 200)).toMatch(/, about 10 seconds left in this step$/);
  expect(at(5, "retrieval", 0, 300)).toBe("step 2 of 6, finding snippets: 0 of 300");
  expect(at(35, "retrieval", 100, 300)).toMatch(/, about 1 minute left in this step$/);
  expect(at(40, "engine", 1, 90)).toMatch(/^step 3 of 6, completing lines/);
  expect(at(41, "engine", 90, 90)).toMatch(/^step 3 of 6/);
  expect(at(42, "engine", 1, 90)).toMatch(/^step 4 of 6, completing parts of lines/);
  expect(at(43, "engine", 0, 90)).toMatch(/^step 5 of 6/);
  expect(at(44, "typing", 5, 90)).toMatch(/^step 6 of 6, typing lines: 5 of 90$/);
  expect(at(344, "typing", 0, 90)).toMatch(/^step 6 of 6/);
});
