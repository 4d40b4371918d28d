import { expect, test } from "vitest";
import { fitLogOdds, probability } from "../../../src/lab/fit/logOddsLine.ts";
import {
  constantShift,
  learnAfter,
  learnBeside,
  onlineRecalibrator,
  type ShownOffer,
} from "../../../src/lab/fit/online/recalibrator.ts";
import type { OfferKind } from "../../../src/lab/fit/online/statedStop.ts";
import { typeRecorded } from "../../../src/lab/fit/online/typeRecorded.ts";
import { createRandom } from "../../../src/lab/fit/random.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";

const keepsSlope = Number.POSITIVE_INFINITY;

function offer(isRight: boolean, logOdds = 0, kind: OfferKind = "elsewhere"): ShownOffer {
  return { logOdds, kind, languageId: "go", confidence: probability(logOdds), isRight };
}

function learner(deviation: number, halfLife = Number.POSITIVE_INFINITY) {
  const prior = { slope: keepsSlope, shift: 1 / deviation ** 2 };
  return onlineRecalibrator({ groupOf: ({ kind }) => kind, prior, halfLife });
}

test("a fitted shift balances the outcomes with its prior", () => {
  const outcomes = [1, 1, 1, 0].map((right) => ({ odds: 0.4, isRight: right === 1, weight: 2 }));
  const { slope, shift } = fitLogOdds(outcomes, { slope: keepsSlope, shift: 3 });
  expect(slope).toBe(1);
  // The derivative of the log posterior: outcomes less what was stated, less the pull of the prior.
  expect(6 - 8 * probability(0.4 + shift) - 3 * shift).toBeCloseTo(0, 1);
  expect(shift).toBeGreaterThan(0);
});

test("an unlearnt correction changes nothing, and a strong prior little", () => {
  const weak = learner(1);
  const strong = learner(0.1);
  expect(weak.correct(offer(true, 0.7))).toBe(0.7);
  for (const each of [weak, strong]) for (let count = 0; count < 10; count++) each.learn(offer(false));
  expect(weak.correct(offer(true))).toBeLessThan(-1);
  expect(strong.correct(offer(true))).toBeGreaterThan(-0.1);
  expect(weak.correct(offer(true, 0, "wholeLine"))).toBe(0);
});

test("a shift finds out how far a project is from what is stated", () => {
  const random = createRandom(5);
  const recalibrator = learner(1);
  for (let count = 0; count < 1_500; count++) {
    const stated = 4 * random() - 2;
    recalibrator.learn(offer(random() < probability(stated - 0.8), stated));
  }
  expect(recalibrator.correct(offer(true))).toBeCloseTo(-0.8, 0);
});

test("forgetting follows a project that changes", () => {
  const correctedAfterChange = (halfLife: number) => {
    const recalibrator = learner(1, halfLife);
    for (let count = 0; count < 200; count++) recalibrator.learn(offer(count < 100));
    return recalibrator.correct(offer(true));
  };
  expect(correctedAfterChange(20)).toBeLessThan(-1);
  expect(correctedAfterChange(Number.POSITIVE_INFINITY)).toBeCloseTo(0);
});

test("after a constant, a learner learns what the constant left", () => {
  const constant = constantShift(() => 0.5);
  const after = learnAfter(constant, learner(1));
  const beside = learnBeside(constant, learner(1));
  expect(after.correct(offer(true, 0.2))).toBeCloseTo(0.7);
  expect(beside.correct(offer(true, 0.2))).toBeCloseTo(0.2);
  for (const each of [after, beside]) for (let count = 0; count < 20; count++) each.learn(offer(false, 0.2));
  const left = after.correct(offer(true, 0.2)) - 0.7;
  expect(left).toBeLessThan(-1);
  expect(beside.correct(offer(true, 0.2))).toBeCloseTo(0.2 + left);
});

const text = "return connection;";
const replayCase: ReplayCase = {
  id: "1", repo: "r", lang: "typescript", kind: "return", pos: "line", sample: "natural", path: "a.ts", languageId: "typescript",
  prefix: "const connection = 1;\n", suffix: "\n", targetLine: text, targetBlock: text,
  lineIdentifiers: [], blockIdentifiers: [], recent: [],
}; // biome-ignore format: a row

/** A line of which the engine states the same from its start on. */
function recordedLine(logOdds: number) {
  const stops = Array.from(text, (_, at) => {
    const origin = { uri: "replay:///a.ts", path: "a.ts", line: 1 };
    return [{ text: text.slice(at), isWhole: true, logOdds, kind: "wholeLine" as const, origin }];
  });
  return { replayCase, stops };
}

test("the product's thresholds apply to corrected confidences, and each line's outcomes are learnt", async () => {
  const options = { minConfidence: 0.5, maxLines: 1 };
  const lines = [recordedLine(0.3), recordedLine(0.3)];
  const as = await typeRecorded(
    lines,
    constantShift(() => 1),
    options,
  );
  expect(as.shown).toHaveLength(2);
  expect(as.shown[0]).toMatchObject({ kind: "wholeLine", logOdds: 0.3, confidence: probability(1.3), isRight: true });
  expect(as.rows[0]?.keys).toBe(1);
  const silenced = await typeRecorded(
    lines,
    constantShift(() => -3),
    options,
  );
  expect(silenced.shown).toHaveLength(0);
  const learning = learner(1);
  const learnt = await typeRecorded(lines, learning, options);
  const [first, second] = learnt.shown.map(({ confidence }) => confidence);
  expect(first).toBe(probability(0.3));
  expect(second).toBeGreaterThan(probability(0.3));
});
