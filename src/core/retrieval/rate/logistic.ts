/**
 * Chances by a logistic model over rows of features, written to `result`, which is zero. `weights` has one more entry
 * than a row, the bias.
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
    // Chances below one in ten thousand are as good as none, and most rows are of that kind.
    if (sum > -9.2) result[row] = 1 / (1 + Math.exp(-sum));
  }
  return result;
}
