import { expect, test } from "vitest";
import type { LabelledRepository } from "../../../src/lab/bench/ask/questionSet.ts";
import { toolsBesidePipeline } from "../../../src/lab/bench/ask/toolsBesidePipeline.ts";

const question = {
  id: "a-1",
  repo: "a/a",
  lang: "en",
  kind: "how",
  question: "How is a boat moored?",
  answerable: true,
  sharesWords: true,
  answers: [{ path: "src/my boat.ts", startLine: 1, endLine: 3 }],
  alsoFine: [],
} as const;

const repository: LabelledRepository = {
  name: "a/a",
  files: [
    { path: "src/my boat.ts", text: "export function moorBoat() {\n  return tie();\n}\n" },
    { path: "src/ferry.ts", text: "export function steerFerry() {\n  return wheel();\n}\n" },
    { path: "src/crane.ts", text: "import { moorBoat } from './my boat';\nexport const lifted = 1;\n" },
  ],
  history: [],
  questions: [question, { ...question, id: "a-2", answerable: false, answers: [] }],
};

test("each way answers through Ask, and only the one with tools makes calls", async () => {
  const { pipeline, rewriting, tools } = await toolsBesidePipeline([repository]);
  expect(pipeline).toMatchObject({ requests: 1, calls: 0, hit5: 1, given: 1 });
  expect(rewriting).toMatchObject({ requests: 2, calls: 0, hit5: 1, given: 1 });
  expect(tools).toMatchObject({ requests: 2, hit5: 1, given: 1 });
  expect(tools.calls).toBeGreaterThanOrEqual(2);
  expect(tools.promptTokens).toBeGreaterThan(2 * pipeline.promptTokens);
  expect(tools.passages).toBeGreaterThanOrEqual(pipeline.passages);
});

test("what the pipeline does not find counts as missed", async () => {
  const missing = [{ path: "src/elsewhere.ts", startLine: 1, endLine: 3 }];
  const { pipeline, tools } = await toolsBesidePipeline([
    { ...repository, questions: [{ ...question, answers: missing }] },
  ]);
  expect([pipeline.hit5, pipeline.given, tools.hit5, tools.given]).toEqual([0, 0, 0, 0]);
});
