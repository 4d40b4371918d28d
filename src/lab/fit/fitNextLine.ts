import { asWeighed, type NextLineFacts, type NextLineWeights } from "../../core/engine/score/nextLine.ts";
import { solve } from "../replay/logisticFit.ts";
import type { RecordedNextLine } from "./recordNextLines.ts";

const rounds = 30;
const converged = 1e-6;
/** 1 / variance of each weight around {@link asWeighed}. */
const penalty = 0.5;

/**
 * Fits the weights by Newton's method: a softmax of the lines' scores beside "none of them", whose score is 0 (McFadden's
 * conditional logit), with an L2 penalty. Deterministic.
 */
export function fitNextLine(cases: readonly RecordedNextLine[]): NextLineWeights {
  const prior = vectorOf(asWeighed, asWeighed.bias);
  const size = prior.length;
  const weights = Float64Array.from(prior);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight, at) => penalty * ((prior[at] ?? 0) - weight));
    const hessian = new Float64Array(size * size);
    for (let at = 0; at < size; at++) hessian[at * size + at] = penalty;
    for (const { lines, right } of cases)
      addCase(
        lines.map((each) => vectorOf(each, 1)),
        right,
        weights,
        gradient,
        hessian,
      );
    const step = solve(hessian, gradient);
    for (const [at, change] of step.entries()) weights[at] = (weights[at] ?? 0) + change;
    if (step.every((change) => Math.abs(change) < converged)) break;
  }
  const [bias = 0, odds = 0, followsOrigin = 0, short = 0] = Array.from(weights, (each) => Number(each.toFixed(3)));
  return { bias, odds, followsOrigin, short };
}

function vectorOf({ odds, followsOrigin, short }: NextLineFacts, bias: number): readonly number[] {
  return [bias, odds, followsOrigin, short];
}

/** Adds the derivatives of one case's log likelihood. `hessian` is that of its negative; its lower half is enough. */
function addCase(
  rows: readonly (readonly number[])[],
  right: number,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = weights.length;
  const odds = rows.map((row) => Math.exp(row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
  const total = odds.reduce((sum, each) => sum + each, 1);
  const mean = new Float64Array(size);
  for (const [index, row] of rows.entries()) {
    const chance = (odds[index] ?? 0) / total;
    for (let a = 0; a < size; a++) {
      mean[a] = (mean[a] ?? 0) + chance * (row[a] ?? 0);
      for (let b = 0; b <= a; b++)
        hessian[a * size + b] = (hessian[a * size + b] ?? 0) + chance * (row[a] ?? 0) * (row[b] ?? 0);
    }
  }
  for (let a = 0; a < size; a++) {
    gradient[a] = (gradient[a] ?? 0) + (rows[right]?.[a] ?? 0) - (mean[a] ?? 0);
    for (let b = 0; b <= a; b++) hessian[a * size + b] = (hessian[a * size + b] ?? 0) - (mean[a] ?? 0) * (mean[b] ?? 0);
  }
}
