import { Forest, type ForestTable } from "../engine/score/forest.ts";
import type { Features } from "./moment.ts";

/** A fitted model: written by `npm run fit:next-edits`. */
export interface NextEditModelTable {
  readonly forest: ForestTable;
  /** A linear score over the same features. Its mean with the forest's score counts. */
  readonly linear: { readonly weights: Readonly<Record<string, number>>; readonly bias: number };
  /** Probability = logistic(slope × score + shift). */
  readonly calibration: { readonly slope: number; readonly shift: number };
}

/** Estimates how likely a candidate is right. */
export interface NextEditModel {
  /** Log odds before calibration. */
  score(features: Features): number;
  /** Probability for a score, in (0, 1). */
  confidence(score: number): number;
}

export function createNextEditModel({ forest, linear, calibration }: NextEditModelTable): NextEditModel {
  const trees = new Forest(forest);
  const names = [...new Set([...forest.features, ...Object.keys(linear.weights)])];
  const weights = names.map((name) => linear.weights[name] ?? 0);
  const row = new Float32Array(names.length);
  return {
    score(features) {
      let sum = linear.bias;
      for (let at = 0; at < names.length; at++) {
        const value = features[names[at] ?? ""] ?? 0;
        row[at] = value;
        sum += (weights[at] ?? 0) * value;
      }
      return (sum + trees.scoreRow(row)) / 2;
    },
    confidence: (score) => 1 / (1 + Math.exp(-(calibration.slope * score + calibration.shift))),
  };
}
