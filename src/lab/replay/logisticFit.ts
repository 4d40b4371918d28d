/** Rows for a logistic fit: `width` features per row, with a label in {0, 1} and a weight each. */
export interface FitRows {
  readonly width: number;
  readonly features: Float64Array;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
}

const rounds = 12;
const converged = 1e-5;

/**
 * Fits a logistic regression by Newton's method (iteratively reweighted least squares) on standardized features, with
 * an L2 penalty. Returns weights for the original features, then the bias. Deterministic.
 */
export function fitLogistic(rows: FitRows, penalty = 1): readonly number[] {
  const { width } = rows;
  const size = width + 1;
  const scale = scaleOf(rows);
  const beta = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const { hessian, gradient } = derive(rows, scale, beta);
    for (let place = 0; place < size; place++) {
      const own = place < width ? penalty : 1e-6;
      gradient[place] = (gradient[place] ?? 0) - own * (beta[place] ?? 0);
      hessian[place * size + place] = (hessian[place * size + place] ?? 0) + own;
    }
    const step = solve(hessian, gradient);
    for (let place = 0; place < size; place++) beta[place] = (beta[place] ?? 0) + (step[place] ?? 0);
    if (step.every((value) => Math.abs(value) < converged)) break;
  }
  return unscale(beta, scale);
}

interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

function scaleOf({ width, features, labels, weights }: FitRows): Scale {
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const weight = weights[row] ?? 0;
    total += weight;
    for (let place = 0; place < width; place++) {
      const value = features[row * width + place] ?? 0;
      means[place] = (means[place] ?? 0) + weight * value;
      squares[place] = (squares[place] ?? 0) + weight * value * value;
    }
  }
  const deviations = new Float64Array(width);
  for (let place = 0; place < width; place++) {
    means[place] = (means[place] ?? 0) / total;
    const variance = (squares[place] ?? 0) / total - (means[place] ?? 0) ** 2;
    // A feature that never varies gets no weight.
    deviations[place] = variance > 1e-12 ? Math.sqrt(variance) : Number.POSITIVE_INFINITY;
  }
  return { means, deviations };
}

function derive({ width, features, labels, weights }: FitRows, { means, deviations }: Scale, beta: Float64Array) {
  const size = width + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const x = new Float64Array(size).fill(1);
  for (let row = 0; row < labels.length; row++) {
    let sum = beta[width] ?? 0;
    for (let place = 0; place < width; place++) {
      const value = ((features[row * width + place] ?? 0) - (means[place] ?? 0)) / (deviations[place] ?? 1);
      x[place] = value;
      sum += value * (beta[place] ?? 0);
    }
    const chance = 1 / (1 + Math.exp(-sum));
    const weight = weights[row] ?? 0;
    const pull = weight * ((labels[row] ?? 0) - chance);
    const curve = Math.max(1e-9, weight * chance * (1 - chance));
    for (let a = 0; a < size; a++) {
      const xa = x[a] ?? 0;
      gradient[a] = (gradient[a] ?? 0) + pull * xa;
      for (let b = 0; b <= a; b++) hessian[a * size + b] = (hessian[a * size + b] ?? 0) + curve * xa * (x[b] ?? 0);
    }
  }
  return { hessian, gradient };
}

/** Solves a symmetric positive definite system, given its lower half, by Cholesky decomposition. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = new Float64Array(size * size);
  const at = (a: number, b: number) => lower[a * size + b] ?? 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a * size + b] ?? 0;
      for (let place = 0; place < b; place++) sum -= at(a, place) * at(b, place);
      lower[a * size + b] = a === b ? Math.sqrt(Math.max(1e-12, sum)) : sum / at(b, b);
    }
  }
  const solution = right.slice();
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) solution[a] = (solution[a] ?? 0) - at(a, b) * (solution[b] ?? 0);
    solution[a] = (solution[a] ?? 0) / at(a, a);
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let b = a + 1; b < size; b++) solution[a] = (solution[a] ?? 0) - at(b, a) * (solution[b] ?? 0);
    solution[a] = (solution[a] ?? 0) / at(a, a);
  }
  return solution;
}

function unscale(beta: Float64Array, { means, deviations }: Scale): readonly number[] {
  const width = means.length;
  const weights = Array.from({ length: width }, (_, place) => (beta[place] ?? 0) / (deviations[place] ?? 1));
  const bias = weights.reduce((sum, weight, place) => sum - weight * (means[place] ?? 0), beta[width] ?? 0);
  return [...weights, bias];
}
