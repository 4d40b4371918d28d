import { expect, test } from "vitest";
import type { Passage } from "../../../src/core/ask/askFiles.ts";
import { findPassages } from "../../../src/core/ask/findPassages.ts";
import { type LabelledQuestion, labelledQuestions } from "./labelledQuestions.ts";
import { askFilesOf, filesUnder } from "./sampleFiles.ts";

const files = filesUnder("samples");
const deps = { files: askFilesOf(files), now: () => 0, pause: () => Promise.resolve() };

test("every label points at a line that exists", () => {
  const broken = labelledQuestions.filter(({ path, lines }) => {
    const file = files.find((each) => each.path === path);
    return !lines.every((wanted) => file?.lines.some((line) => line.includes(wanted)));
  });
  expect(broken).toEqual([]);
});

test("finds the passage that answers, mostly first and nearly always among five", async () => {
  const ranks = await Promise.all(labelledQuestions.map(rankOfAnswer));
  const share = (k: number) => ranks.filter((rank) => rank <= k).length / ranks.length;
  const missed = labelledQuestions.flatMap(({ question }, i) => (ranks[i]! > 1 ? [`${ranks[i]}: ${question}`] : []));
  console.log(`hit@1 ${share(1).toFixed(2)}, hit@5 ${share(5).toFixed(2)} of ${ranks.length}\n${missed.join("\n")}`);
  expect(share(1)).toBeGreaterThanOrEqual(0.7);
  expect(share(5)).toBeGreaterThanOrEqual(0.9);
});

async function rankOfAnswer({ question, path, lines }: LabelledQuestion): Promise<number> {
  const request = { question, selection: undefined, earlier: [] };
  const found = await findPassages(request, deps, new AbortController().signal);
  const answers = (passage: Passage) => passage.path === path && lines.some((line) => passage.text.includes(line));
  const index = found!.passages.findIndex(answers);
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}
