import type { NextEditModelTable } from "../../../core/nextEdit/confidence.ts";
import { fitLogistic } from "../../replay/logisticFit.ts";
import { forestTable } from "../forestTable.ts";
import { type GrowOptions, growTrees } from "../growTrees.ts";
import { createRandom } from "../random.ts";
import type { RatedCandidate, SampledMoment } from "./sampleMoments.ts";

/** Chosen by cross-validation; docs/next-edits.md lists what else was tried. */
const growth: GrowOptions = {
  trees: 100, rate: 0.08, leaves: 6, minCurvature: 10, ridge: 5, rowShare: 0.6, featureShare: 0.3,
}; // biome-ignore format: a row
const penalty = 60;

type Uncalibrated = Omit<NextEditModelTable, "calibration">;

/** Names of all features that a candidate has. */
export function featureNames(moments: readonly SampledMoment[]): readonly string[] {
  return [...new Set(moments.flatMap(({ sample }) => sample.flatMap(({ features }) => Object.keys(features))))].sort();
}

/** Fits trees and a linear score on the sampled candidates: each is right or wrong by itself (log loss). */
export function fitNextEditModel(
  moments: readonly SampledMoment[],
  names: readonly string[],
  seed: number,
): Uncalibrated {
  const rows = moments.flatMap(({ sample }) => sample);
  const labels = rows.map(({ isRight }) => Number(isRight));
  const weights = rows.map(({ weight }) => weight);
  const columns = names.map((name) => Float32Array.from(rows, ({ features }) => features[name] ?? 0));
  const table = {
    features: names,
    columns,
    starts: Int32Array.from({ length: rows.length + 1 }, (_, at) => at),
    right: Uint8Array.from(labels),
    weights: Float32Array.from(weights),
  };
  const forest = growTrees(
    table,
    rows.map((_, at) => at),
    growth,
    createRandom(seed),
  );
  const features = new Float64Array(rows.length * names.length);
  for (const [column, values] of columns.entries())
    for (const [row, value] of values.entries()) features[row * names.length + column] = value;
  const beta = fitLogistic(
    { width: names.length, features, labels: Float64Array.from(labels), weights: Float64Array.from(weights) },
    penalty,
  );
  const rounded = names.map((name, at) => [name, Number((beta[at] ?? 0).toPrecision(4))] as const);
  return {
    forest: forestTable(forest, names, growth.rate),
    linear: {
      weights: Object.fromEntries(rounded.filter(([, weight]) => weight !== 0)),
      bias: Number((beta[names.length] ?? 0).toFixed(4)),
    },
  };
}

/** The score of a moment's best candidate and whether it is right. */
export interface BestOfMoment {
  readonly repo: string;
  readonly kind: SampledMoment["kind"];
  readonly score: number;
  readonly isRight: boolean;
}

/** The best candidate of each moment all of whose candidates are known. */
export function bestOfMoments(
  moments: readonly SampledMoment[],
  scoreOf: (candidate: RatedCandidate) => number,
): readonly BestOfMoment[] {
  return moments.flatMap(({ repo, kind, all }) => {
    const rated = all.map((candidate) => ({ repo, kind, score: scoreOf(candidate), isRight: candidate.isRight }));
    return rated.length === 0 ? [] : [rated.reduce((best, each) => (each.score > best.score ? each : best))];
  });
}

/** Platt's scaling: the logistic function of the score that fits best. */
export function calibrate(best: readonly BestOfMoment[]): NextEditModelTable["calibration"] {
  const [slope = 1, shift = 0] = fitLogistic(
    {
      width: 1,
      features: Float64Array.from(best, ({ score }) => score),
      labels: Float64Array.from(best, ({ isRight }) => Number(isRight)),
      weights: new Float64Array(best.length).fill(1),
    },
    0.01,
  );
  return { slope: Number(slope.toFixed(4)), shift: Number(shift.toFixed(4)) };
}
