/** The first number of each pair is the number of successes, the second that of cases. */
export type Proportion = readonly [successes: number, cases: number];

/** How two proportions differ. */
export interface ProportionDifference {
  /** Second less first, in [-1, 1]. */
  readonly difference: number;
  readonly z: number;
  /** Probability of a difference at least this large, in either direction, if the two were equal. */
  readonly pValue: number;
}

/**
 * The two-sided z test of two proportions with a pooled variance (Fleiss, Levin and Paik, "Statistical Methods for Rates
 * and Proportions", 3rd edition, chapter 3, without the correction for continuity).
 * @returns undefined if a side has no cases or both are all successes or all failures
 */
export function compareProportions([a, n]: Proportion, [b, m]: Proportion): ProportionDifference | undefined {
  const pooled = (a + b) / (n + m);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  if (n <= 0 || m <= 0 || !(error > 0)) return undefined;
  const difference = b / m - a / n;
  const z = difference / error;
  return { difference, z, pValue: upperTail(Math.abs(z)) * 2 };
}

/**
 * Probability that a standard normal variable exceeds z ≥ 0: the power series below 3, Laplace's continued fraction
 * above (Abramowitz and Stegun, 26.2.11 and 26.2.14).
 */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = 100; k > 0; k--) fraction = z + k / fraction;
  return density / fraction;
}
