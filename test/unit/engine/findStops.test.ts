import { expect, test } from "vitest";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { findStops } from "../../../src/core/engine/answer/findStops.ts";
import { noEvidence } from "../../../src/core/engine/collect/candidate.ts";
import { lexLine } from "../../../src/core/engine/learn/lexLine.ts";
import { stopForest } from "../../../src/core/engine/score/generated/stopForest.ts";
import type { Weighed } from "../../../src/core/engine/score/weigh.ts";

/** A candidate with a probability, its text cut where the rest of the line begins. */
function weighed(text: string, probability: number, fitted = text): Weighed {
  const { starts, ends, gaps } = lexLine(text);
  const words = starts.map((start, at) => text.slice(start, ends[at]));
  return {
    text: fitted,
    candidate: { text, ends, words, gaps, evidence: noEvidence(false) },
    features: {},
    probability,
  };
}

const rules = languages.of("typescript").names;
const textsOf = (...models: readonly Weighed[]) => findStops(models, rules).map(({ text }) => text);

test("a suggestion may end with the line, after a finished name, an argument or an opened bracket", () => {
  expect(textsOf(weighed("total = sum(rows, limit);", 0.9))).toEqual([
    "total = sum(rows, limit);",
    "total = sum(rows, limit)",
    "total = sum(rows, limit",
    "total = sum(rows,",
    "total = sum(rows",
    "total = sum(",
    "total = sum",
    "total",
  ]);
});

test("it does not end after an operator or a dot, nor before it has four characters", () => {
  const texts = textsOf(weighed("a.b + c.long();", 0.9));
  expect(texts).not.toContain("a.b +");
  expect(texts).not.toContain("a.b + c.");
  expect(texts).not.toContain("a");
  expect(texts).toContain("a.b + c");
});

test("it does not end inside a name of the language", () => {
  const css = findStops([weighed("background-color: red;", 0.9)], languages.of("css").names).map(({ text }) => text);
  expect(css).not.toContain("background");
  expect(css).toContain("background-color");
});

test("a beginning that candidates share is one stop, which has the probability of all of them", () => {
  const stops = findStops([weighed("load(one);", 0.5), weighed("load(two);", 0.3)], rules);
  const shared = stops.filter(({ text }) => text === "load(");
  expect(shared).toHaveLength(1);
  expect(shared[0]?.features).toMatchObject({ mass: 0.8, best: 0.5, agreeing: 2, words: 2, depth: 1 });
  expect(stops.find(({ text }) => text === "load(one);")).toMatchObject({ isWhole: true, features: { mass: 0.5 } });
});

test("what the rest of the line has is not part of a stop", () => {
  expect(textsOf(weighed("one, two)", 0.9, "one, two"))).toContain("one, two");
  expect(textsOf(weighed("one, two)", 0.9, "one, two"))).not.toContain("one, two)");
});

test("a candidate that is next to impossible has no stops", () => {
  expect(textsOf(weighed("load(one);", 0.001))).toEqual([]);
});

test("a word that nothing but its first letters speaks for is a part of a line, however unlikely the line ends there", () => {
  const { candidate, ...rest } = weighed("ection", 0.001);
  const evidence = { ...candidate.evidence, isPartial: true, isWordOnly: true };
  const stops = findStops([weighed("ect(a);", 0.5), { ...rest, candidate: { ...candidate, evidence } }], rules);
  expect(stops.filter(({ isWhole }) => isWhole).map(({ text }) => text)).toEqual(["ect(a);"]);
  expect(stops.at(-1)).toMatchObject({ text: "ection", isWhole: false });
});

test("every feature that the shipped trees ask for is described", () => {
  const [stop] = findStops([weighed("load(one);", 0.9)], rules);
  expect(Object.keys(stop?.features ?? {})).toEqual(expect.arrayContaining([...stopForest.features]));
});
