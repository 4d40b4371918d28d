import { expect, test } from "vitest";
import { noEvidence } from "../../../src/core/engine/collect/candidate.ts";
import { calibrated, uncalibrated } from "../../../src/core/engine/score/calibration.ts";
import { calibrateStops } from "../../../src/lab/fit/calibrateStops.ts";
import { calibrationError, chanceError } from "../../../src/lab/fit/curveFigures.ts";
import { linePositions } from "../../../src/lab/fit/linePositions.ts";
import type { Run } from "../../../src/lab/fit/loadRuns.ts";
import { createRandom } from "../../../src/lab/fit/random.ts";
import type { StopsAt } from "../../../src/lab/fit/rateStops.ts";
import type { RecordedLine } from "../../../src/lab/fit/recordStops.ts";

const text = "total = a + b;";

const run: Run = {
  replayCase: {
    id: "one",
    repo: "x/y",
    path: "a.ts",
    languageId: "typescript",
    lang: "typescript",
    kind: "assignment",
    pos: "mid",
    sample: "natural",
    prefix: "{\n  const ",
    suffix: "\n}",
    targetLine: text,
    targetBlock: `${text}\nreturn total;`,
    lineIdentifiers: [],
    blockIdentifiers: [],
    recent: [],
  },
  written: `${text}\nreturn total;`,
};

/** One stop of each position, right as often as `truth` says of its score. */
function positionsOf(count: number, isWhole: boolean, truth: (score: number) => number): StopsAt[] {
  const random = createRandom(isWhole ? 3 : 4);
  const candidate = { text, ends: [text.length], words: [text], gaps: [0], evidence: noEvidence(false) };
  const model = { text, candidate, features: {}, probability: 1 };
  return Array.from({ length: count }, (_, at) => {
    const score = random() * 6 - 2;
    const isRight = random() < truth(score);
    const replayCase = { ...run.replayCase, repo: at % 2 === 0 ? "x/even" : "x/odd" };
    const kind = isWhole ? ("whole" as const) : ("part" as const);
    const stop = { text, model, isWhole, kind, features: {}, score, isRight };
    return { replayCase, written: run.written, isOwn: true, weight: 1, stops: [stop] };
  });
}

const logistic = (odds: number) => 1 / (1 + Math.exp(-odds));

test("whole lines and parts of lines get the slope and shift that make their confidence true", () => {
  const positions = [
    ...positionsOf(6_000, true, (score) => logistic(0.6 * score - 0.5)),
    ...positionsOf(6_000, false, (score) => logistic(1.2 * score + 0.3)),
  ];
  const calibration = calibrateStops(positions, [])(undefined);
  const { whole } = calibration;
  expect(whole.slope).toBeCloseTo(0.6, 0);
  expect(whole.shift).toBeCloseTo(-0.5, 0);
  for (const score of [-1, 1, 3]) {
    expect(calibrated(score, "whole", calibration)).toBeCloseTo(logistic(0.6 * score - 0.5), 1);
    expect(calibrated(score, "part", calibration)).toBeCloseTo(logistic(1.2 * score + 0.3), 1);
  }
});

/** A word of which one rest is suggested after each letter: the one that was written, or another. */
function typedWord(score: number, isRight: boolean, repo: string): RecordedLine {
  const word = "connection";
  const replayCase = { ...run.replayCase, repo, targetLine: word, targetBlock: word };
  const stops = Array.from(word, (_, at) => {
    const rest = (isRight ? word : "connected").slice(at);
    return at === 0 || rest === "" ? [] : [{ text: rest, isWhole: false, kind: "partInWord" as const, score }];
  });
  return { replayCase, stops };
}

test("the rest of a word is calibrated apart, by what someone who types is shown", () => {
  const random = createRandom(7);
  const lines = Array.from({ length: 3_000 }, () => {
    const score = random() * 4 - 1;
    return typedWord(score, random() < logistic(0.8 * score + 0.7), "x/even");
  });
  const positions = positionsOf(3_000, false, logistic);
  const calibration = calibrateStops(positions, [{ repo: "x/even", lines }])(undefined);
  for (const score of [0, 1, 2])
    expect(calibrated(score, "partInWord", calibration)).toBeCloseTo(logistic(0.8 * score + 0.7), 1);
  expect(calibration.part).toEqual(calibrateStops(positions, [])(undefined).part);
});

test("a suggestion that stays while it is typed counts once", () => {
  const lines = [...Array(60).fill(typedWord(1, true, "x/even")), ...Array(20).fill(typedWord(1, false, "x/even"))];
  const { partInWord } = calibrateStops([], [{ repo: "x/even", lines }])(undefined);
  // Each appears once, though the right one would be suggested after more letters.
  expect(calibrated(1, "partInWord", { ...uncalibrated, partInWord })).toBeCloseTo(0.75);
});

test("a calibration without a repository does not know its answers", () => {
  const positions = positionsOf(2_000, true, logistic);
  const spoilt = positions.map((each) => ({
    ...each,
    stops: each.stops.map((stop) => ({ ...stop, isRight: each.replayCase.repo === "x/odd" && stop.isRight })),
  }));
  expect(calibrateStops(spoilt, [])("x/even")).toEqual(calibrateStops(positions, [])("x/even"));
  expect(calibrateStops(spoilt, [])("x/odd")).not.toEqual(calibrateStops(positions, [])("x/odd"));
});

test("the positions of a line are its start and its token boundaries, and together count once", () => {
  const positions = linePositions(run, createRandom(1));
  expect(positions[0]).toMatchObject({ isOwn: true, written: run.written });
  expect(positions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
  const whole = run.replayCase.prefix + run.written;
  for (const { replayCase, written } of positions) {
    expect(replayCase.prefix + written).toBe(whole);
    expect(written.startsWith(replayCase.targetLine)).toBe(true);
    expect(written).toBe(replayCase.targetBlock);
  }
  expect(positions.map(({ replayCase }) => replayCase.targetLine)).toContain(`const ${text}`);
});

test("true confidences have a calibration error by chance, false ones a greater one", () => {
  const random = createRandom(2);
  const offers = Array.from({ length: 200 }, () => {
    const confidence = 0.5 + random() / 2;
    return { confidence, isRight: random() < confidence, weight: 1 };
  });
  const byChance = chanceError(offers, createRandom(1));
  expect(byChance).toBeGreaterThan(0.02);
  expect(byChance).toBeLessThan(0.1);
  const wrong = offers.map((offer) => ({ ...offer, isRight: false }));
  expect(calibrationError(wrong)).toBeGreaterThan(0.6);
});
