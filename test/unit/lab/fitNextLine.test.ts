import { expect, test } from "vitest";
import { asWeighed, type NextLineFacts, type NextLineWeights } from "../../../src/core/engine/score/nextLine.ts";
import { fitNextLine } from "../../../src/lab/fit/fitNextLine.ts";
import { createRandom, type Random } from "../../../src/lab/fit/random.ts";
import type { RecordedNextLine } from "../../../src/lab/fit/recordNextLines.ts";

const truth: NextLineWeights = { bias: 0.5, odds: 0.8, followsOrigin: 0.6, short: 1.5 };

function factsOf(random: Random): NextLineFacts {
  return { odds: 4 * random() - 3, followsOrigin: random() < 0.5 ? 1 : 0, short: random() < 0.2 ? 1 : 0 };
}

/** Draws which of the lines is right, as often as the true weights say. */
function drawRight(lines: readonly NextLineFacts[], random: Random): number {
  const odds = lines.map((each) =>
    Math.exp(truth.bias + truth.odds * each.odds + truth.followsOrigin * each.followsOrigin + truth.short * each.short),
  );
  let left = random() * odds.reduce((sum, each) => sum + each, 1);
  return odds.findIndex((each) => {
    left -= each;
    return left < 0;
  });
}

function draw(count: number): readonly RecordedNextLine[] {
  const random = createRandom(5);
  return Array.from({ length: count }, () => {
    const lines = [factsOf(random), factsOf(random), factsOf(random)];
    return { repo: "x/y", lines, right: drawRight(lines, random) };
  });
}

test("the fit finds the weights that outcomes were drawn with", () => {
  const found = fitNextLine(draw(20_000));
  expect(found.bias).toBeCloseTo(truth.bias, 1);
  expect(found.odds).toBeCloseTo(truth.odds, 1);
  expect(found.followsOrigin).toBeCloseTo(truth.followsOrigin, 1);
  expect(found.short).toBeCloseTo(truth.short, 1);
});

test("without outcomes, a line is as likely as the forest says", () => {
  expect(fitNextLine([])).toEqual(asWeighed);
});
