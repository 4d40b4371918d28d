import { expect, test } from "vitest";
import { collectCandidates } from "../../../src/core/engine/collect/collectCandidates.ts";
import { describeCandidate } from "../../../src/core/engine/score/describeCandidate.ts";
import { lineForest } from "../../../src/core/engine/score/generated/lineForest.ts";
import { placeAt } from "./placeAt.ts";

/** The features of the candidate with this text at the cursor. */
function featuresOf(text: string, drawn: string, ...others: readonly string[]) {
  const { place, sources, vocabulary } = placeAt(drawn, ...others);
  const field = collectCandidates(place, sources, vocabulary);
  const candidate = field.candidates.find((each) => each.text === text);
  if (candidate === undefined)
    throw new Error(`no candidate ${text} in ${field.candidates.map((each) => each.text).join(" ")}`);
  return describeCandidate(candidate, field, place);
}

test("every feature that the shipped trees ask for is described, with a number", () => {
  const features = featuresOf("(one);", "a = load▮", "a = load(one);\n");
  for (const name of lineForest.features) expect(features[name], name).toEqual(expect.any(Number));
});

test("names that are nowhere near the cursor are counted", () => {
  const near = featuresOf("(path);", "const path = 1;\na = load▮", "a = load(path);\n");
  const far = featuresOf("(strange);", "const path = 1;\na = load▮", "a = load(strange);\n");
  expect([near["names"], near["far"], near["absent"]]).toEqual([1, 0, 0]);
  expect([far["names"], far["far"], far["absent"]]).toEqual([1, 1, 1]);
});

test("brackets that a candidate opens, leaves open and closes too often are counted", () => {
  const open = featuresOf("(one, {", "a = load▮", "a = load(one, {\n});\n");
  expect([open["opens"], open["leavesOpen"], open["overcloses"]]).toEqual([2, 2, 0]);
  const closed = featuresOf("one);", "a = load(▮", "a = load(one);\n");
  expect([closed["openBefore"], closed["leavesOpen"], closed["overcloses"]]).toEqual([1, 0, 0]);
});

test("names that the code below uses and nothing above has are counted as needed", () => {
  const features = featuresOf("total = sum(rows);", "▮\nshow(total);\n", "total = sum(rows);\nshow(total);\n");
  expect(features["neededSoon"]).toBe(1);
  expect(features["linesToNext"]).toBe(1);
});

test("a candidate is compared with its best rival", () => {
  const drawn = "z();\nlog.info(▮";
  const other = "y();\nz();\nlog.info(1);\nz();\nlog.info(1);\nz();\nlog.info(2);\n";
  expect(featuresOf("1);", drawn, other)["rivalExact"]).toBeCloseTo(1 / 3);
  expect(featuresOf("2);", drawn, other)["rivalExact"]).toBeCloseTo(2 / 3);
});

test("a line between sorted neighbours tells whether it keeps the order", () => {
  const drawn = "import a\n▮\nimport d\n";
  const other = "import a\nimport c\nimport a\nimport z\n";
  expect(featuresOf("import c", drawn, other)["inOrder"]).toBe(1);
  expect(featuresOf("import z", drawn, other)["inOrder"]).toBe(0);
});
