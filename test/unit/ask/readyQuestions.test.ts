import { expect, test } from "vitest";
import { expandReadyQuestion } from "../../../src/core/ask/readyQuestions.ts";

test("a ready question becomes what it asks, with what follows", () => {
  expect(expandReadyQuestion("/fix", true)).toMatchObject({ question: expect.stringMatching(/^Find what is wrong/) });
  expect(expandReadyQuestion(" /tests  for empty input", true)).toMatchObject({
    question: expect.stringMatching(/^Write tests .* for empty input$/),
  });
});

test("without a selection there is nothing to ask about", () => {
  expect(expandReadyQuestion("/explain", false)).toEqual({ kind: "selectionMissing", name: "explain" });
});

test.each(["/usr/lib is missing", "/explained", "/constructor", "what does /fix do?", "/"])(
  "%s stays as it is",
  (question) => {
    expect(expandReadyQuestion(question, true)).toEqual({ kind: "question", question });
  },
);
