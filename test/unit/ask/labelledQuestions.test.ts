import { expect, test } from "vitest";
import { labelledQuestions } from "./labelledQuestions.ts";
import { filesUnder } from "./sampleFiles.ts";

test("every label points at a line that exists", () => {
  const files = filesUnder("samples");
  const broken = labelledQuestions.filter(({ path, lines }) => {
    const file = files.find((each) => each.path === path);
    return !lines.every((wanted) => file?.lines.some((line) => line.includes(wanted)));
  });
  expect(broken).toEqual([]);
});
