/** A range of fractions in [0, 1]. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const z95 = 1.959963984540054;

/**
 * The 95 % score interval of a proportion: Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927). Unlike p ± 1.96 σ it stays within [0, 1] and
 * holds for few cases.
 * @returns undefined without cases
 */
export function wilsonInterval(successes: number, cases: number): Interval | undefined {
  if (cases <= 0) return undefined;
  const p = Math.min(1, Math.max(0, successes / cases));
  const zz = z95 * z95;
  const centre = (p + zz / (2 * cases)) / (1 + zz / cases);
  const half = (z95 / (1 + zz / cases)) * Math.sqrt((p * (1 - p)) / cases + zz / (4 * cases * cases));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
