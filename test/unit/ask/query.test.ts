import { expect, test } from "vitest";
import { buildQuery } from "../../../src/core/ask/rank/query.ts";

const queryOf = (question: string) => buildQuery({ question, selection: undefined, earlier: [] });
const isSearched = (question: string, term: string) => queryOf(question).groups.some(({ own }) => own === term);

test.each([
  ["one word", "x".repeat(20_000)],
  ["a log", "at Object.run (file.js:10:20)\n".repeat(700)],
  ["Chinese", "\u56fe\u4e66\u9986\u5728\u54ea\u91cc".repeat(3_400)],
])("of a question with a long text, %s, the start and the end are searched for", (_, pasted) => {
  expect(isSearched(`Which harbour is this? ${pasted} Who moors the ferry?`, "harbour")).toBe(true);
  expect(isSearched(`Which harbour is this? ${pasted} Who moors the ferry?`, "ferry")).toBe(true);
  expect(isSearched(`${pasted} harbour ${pasted}`, "harbour")).toBe(false);
});
