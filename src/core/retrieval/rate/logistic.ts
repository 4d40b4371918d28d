/** Logit of the probability 0.0001. Lower ones stay 0, which saves the exponential for most rows. */
const leastLogit = -9.2;

/**
 * Computes the probabilities of a logistic model for rows of features.
 * @param result receives a probability per row; must be all zero
 * @param weights a weight per feature, then the bias
 */
export function chances(
  features: Float32Array,
  result: Float32Array,
  rows: number,
  weights: readonly number[],
): Float32Array {
  const width = weights.length - 1;
  const own = Float32Array.from(weights);
  const bias = own[width] ?? 0;
  for (let row = 0, at = 0; row < rows; row++, at += width) {
    let sum = bias;
    for (let place = 0; place < width; place++) sum += (own[place] ?? 0) * (features[at + place] ?? 0);
    if (sum > leastLogit) result[row] = 1 / (1 + Math.exp(-sum));
  }
  return result;
}
