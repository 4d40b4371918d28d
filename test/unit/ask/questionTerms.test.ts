import { expect, test } from "vitest";
import { questionTerms } from "../../../src/core/ask/questionTerms.ts";

const turn = (question: string) => ({ question, answer: "" });

test("a follow-up also looks for the words of the two questions before it, which count less", () => {
  const earlier = [turn("What is a harbour?"), turn("How are parcels tracked?"), turn("And since when?")];
  const terms = questionTerms({ question: "And the depots?", selection: undefined, earlier });
  const weight = (start: string) => [...terms].find(([term]) => term.startsWith(start))?.[1] ?? 0;
  expect(weight("depot")).toBe(1);
  expect(weight("parcel")).toBeGreaterThan(0);
  expect(weight("parcel")).toBeLessThan(0.3);
  expect(weight("harbour")).toBe(0);
});
