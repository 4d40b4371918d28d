/** Returns the arithmetic mean; undefined for no values. */
export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns the value below which the given share of values lies (nearest rank); undefined for no values. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** A mean difference with its 95 % confidence interval. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 2000;

/**
 * Returns the mean of paired differences with its 95 % interval over resampled cases (bootstrap, Efron's percentile
 * method), with a fixed seed.
 */
export function bootstrapMean(differences: readonly number[]): Difference | undefined {
  const middle = mean(differences);
  if (middle === undefined) return undefined;
  const random = randomFrom(7);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let count = 0; count < differences.length; count++) {
      sum += differences[Math.floor(random() * differences.length)] ?? 0;
    }
    return sum / differences.length;
  }).sort((a, b) => a - b);
  return {
    mean: middle,
    low: means[Math.floor(resamples * 0.025)] ?? middle,
    high: means[Math.floor(resamples * 0.975)] ?? middle,
  };
}

/** Returns a reproducible generator of numbers in [0, 1): Marsaglia's xorshift with 32 bits. */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
