import type { SampledTable } from "./buildTable.ts";
import type { Judged } from "./judged.ts";

/**
 * Calibrated offers of whole lines. The cursors of the fit are easier than everyday ones, so the log odds of all
 * confidences are wrong by about the same amount. One shift of all scores corrects that. It is fitted on the judged
 * cases, without those of the tested repository.
 */
export interface CalibratedLines {
  readonly values: readonly Judged[];
  /** Returns the shift fitted without `repo`, or on all repositories if it is undefined, as shipped. */
  readonly shiftWithout: (repo: string | undefined) => number;
}

interface Claim {
  readonly probability: number;
  readonly isRight: boolean;
  readonly repo: string;
}

export function calibrateLines(table: SampledTable, judged: readonly Judged[]): CalibratedLines {
  const claims = judged.flatMap(({ group, probabilities }) => {
    const sample = table.samples[group];
    if (!sample?.isYardstick || probabilities.length === 0) return [];
    const probability = Math.max(...probabilities);
    const isRight = table.right[(table.starts[group] ?? 0) + probabilities.indexOf(probability)] === 1;
    return [{ probability, isRight, repo: sample.run.replayCase.repo }];
  });
  const shiftWithout = shifts(claims);
  const values = judged.map(({ group, probabilities }) => {
    const factor = Math.exp(shiftWithout(table.samples[group]?.run.replayCase.repo));
    const sum = probabilities.reduce((total, each) => total + each, 0);
    const scale = factor / (1 - sum + sum * factor);
    return { group, probabilities: probabilities.map((each) => each * scale) };
  });
  return { values, shiftWithout };
}

/** Fits the shift on the claims of all repositories except the given one. */
function shifts(claims: readonly Claim[]): (without: string | undefined) => number {
  const known = new Map<string | undefined, number>();
  return (without) => {
    const found = known.get(without) ?? bestShift(claims.filter(({ repo }) => repo !== without));
    known.set(without, found);
    return found;
  };
}

function bestShift(claims: readonly Claim[]): number {
  const candidates = Array.from({ length: 81 }, (_, at) => (at - 40) / 20);
  const losses = candidates.map((shift) => {
    let loss = 0;
    for (const { probability, isRight } of claims) {
      const moved = Math.min(1 - 1e-6, Math.max(1e-6, shifted(probability, shift)));
      loss -= Math.log(isRight ? moved : 1 - moved);
    }
    return loss;
  });
  return candidates[losses.indexOf(Math.min(...losses))] ?? 0;
}

function shifted(probability: number, shift: number): number {
  const odds = probability * Math.exp(shift);
  return odds / (1 - probability + odds);
}
