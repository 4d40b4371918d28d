import { expect, test } from "vitest";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";
import { chargedTokens, scoreRetrieval } from "../../../src/lab/replay/retrievalScore.ts";
import { createWantedFinder } from "../../../src/lab/replay/wantedIdentifiers.ts";

const moment: ReplayCase = {
  id: "1",
  repo: "r",
  lang: "typescript",
  kind: "call",
  pos: "line",
  sample: "natural",
  path: "a.ts",
  languageId: "typescript",
  prefix: "const box = makeBox();\n  ",
  suffix: "\n",
  targetLine: "resizeBox(box, scale);",
  targetBlock: "resizeBox(box, scale);",
  lineIdentifiers: ["resizeBox", "box", "scale", "nowhereElse"],
  blockIdentifiers: ["resizeBox", "box"],
  recent: [
    {
      path: "b.ts",
      languageId: "typescript",
      blob: "b",
      text: "export function resizeBox(box, scale) {}",
      origin: "author",
      edited: [],
    },
  ],
};

test("wanted names are those that the prompt lacks and a recent file has", () => {
  expect(createWantedFinder()(moment)).toEqual({ line: ["resizeBox", "scale"], block: ["resizeBox"] });
});

test("recall is the share of wanted names that the snippets contain", () => {
  const wanted = createWantedFinder()(moment);
  const score = scoreRetrieval(moment, wanted, [{ path: "b.ts", text: "resizeBox(other)" }], 100);
  expect(score).toMatchObject({ recall: 0.5, recallBlock: 1, restCopied: false, snippets: 1 });
  expect(score.similarity).toBeCloseTo(12 / 22);
  expect(score.tokens).toBe(chargedTokens({ path: "b.ts", text: "resizeBox(other)" }));
});

test("a snippet that exceeds the budget is cut at a line end, and the rest is dropped", () => {
  const wanted = createWantedFinder()(moment);
  const text = `${"filler line\n".repeat(10)}resizeBox(scale)`;
  const snippets = [
    { path: "b.ts", text },
    { path: "c.ts", text: "resizeBox scale" },
  ];
  expect(scoreRetrieval(moment, wanted, snippets, 20)).toMatchObject({ recall: 0, tokens: 20, snippets: 1 });
  expect(scoreRetrieval(moment, wanted, snippets, 400).recall).toBe(1);
});

test("without snippets, nothing is found and nothing is charged", () => {
  expect(scoreRetrieval(moment, { line: [], block: [] }, [], 100)).toEqual({
    recall: undefined,
    recallBlock: undefined,
    similarity: 0,
    restCopied: false,
    tokens: 0,
    snippets: 0,
  });
});
