/** Chances by a logistic model over rows of features; `weights` has one more entry than a row, the bias. */
export function chances(features: Float32Array, rows: number, width: number, weights: readonly number[]): Float32Array {
  const result = new Float32Array(rows);
  const own = Float32Array.from(weights);
  const bias = own[width] ?? 0;
  for (let row = 0, at = 0; row < rows; row++, at += width) {
    let sum = bias;
    for (let place = 0; place < width; place++) sum += (own[place] ?? 0) * (features[at + place] ?? 0);
    result[row] = 1 / (1 + Math.exp(-sum));
  }
  return result;
}
