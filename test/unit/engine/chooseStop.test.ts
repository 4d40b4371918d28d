import { expect, test } from "vitest";
import { orderStops, type RatedStop } from "../../../src/core/engine/answer/chooseStop.ts";
import { noEvidence } from "../../../src/core/engine/collect/candidate.ts";

function stop(text: string, confidence: number, isWhole = false): RatedStop {
  const candidate = { text, ends: [text.length], words: [text], gaps: [0], evidence: noEvidence(false) };
  return { text, confidence, isWhole, features: {}, model: { text, candidate, features: {}, probability: confidence } };
}

const stops = [stop("total", 0.8), stop("total = sum(rows)", 0.5)];
const textsOf = (options: Parameters<typeof orderStops>[1]) => orderStops(stops, options).map(({ text }) => text);

test("the likelier of two suggestions comes first, unless long ones are preferred", () => {
  expect(textsOf({ minConfidence: 0.3 })).toEqual(["total", "total = sum(rows)"]);
  expect(textsOf({ minConfidence: 0.3, preferLong: true })).toEqual(["total = sum(rows)", "total"]);
});

test("what is not likely enough is left out in either order", () => {
  expect(textsOf({ minConfidence: 0.6 })).toEqual(["total"]);
  expect(textsOf({ minConfidence: 0.6, preferLong: true })).toEqual(["total"]);
});
